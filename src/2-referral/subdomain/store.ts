export { askForName, choose, nameOf, namesOf, rename } from './naming.ts'
export { addDomain, domainsOf, removeDomain, verifyDomain, type ResolveTxt } from './domains.ts'
export { keepPage, keepPhoto, pageOfPartner, photoAt, removePhoto } from './page.ts'
export { resolveHost } from './resolving.ts'
