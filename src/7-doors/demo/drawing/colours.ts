/** A few colours that go together, each with a darker one for its shade. */
export const red = '#c8423c'
export const darkRed = '#9d2f2f'
export const rose = '#e79aa4'
export const darkRose = '#c46f7d'
export const cream = '#f7ecd7'
export const darkCream = '#dcc9a6'
export const mint = '#9fcbb7'
export const darkMint = '#6fa58e'
export const blue = '#5d87a8'
export const darkBlue = '#3f6584'
export const sky = '#a9c9dd'
export const yellow = '#ecc257'
export const darkYellow = '#c89a34'
export const green = '#6e9457'
export const darkGreen = '#4d6b3c'
export const wood = '#c79a6b'
export const darkWood = '#96693f'
export const slate = '#4a4f57'
export const darkSlate = '#33373d'
export const silver = '#c3c8cc'
export const darkSilver = '#969da3'
export const white = '#fffdf8'
export const shade = '#e6dfd2'
export const cocoa = '#6f4a38'
export const ink = '#2f2a28'

export const grounds = {
  sand: '#f3e9da',
  blush: '#f6dfdc',
  sage: '#dde8dc',
  mist: '#dbe6ee',
  butter: '#f8ecc9',
  lilac: '#e8e1ee',
} as const
