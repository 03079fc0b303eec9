// Names of machines and of mailboxes (RFC 2142) that somebody would take for the company's own, and words of its pages.
const ofMachines =
  'www www1 www2 www3 web m mobile app apps api apis cdn static assets img images media files download downloads upload uploads ' +
  'mail mails email smtp imap pop pop3 mx mx1 mx2 webmail newsletter autoconfig autodiscover ftp sftp ssh vpn dns ns ns1 ns2 ns3 ns4 ' +
  'db database sql git svn ci dev devel develop test tests testing stage staging preview beta alpha demo sandbox prod production live ' +
  'proxy gateway cache backup backups server host hosting localhost local intranet extranet internal wpad isatap ldap sso oauth saml auth ' +
  'webhook webhooks callback graph graphql rest rpc soap rss feed feeds sitemap robots metrics monitoring grafana health status stats'

const ofMailboxes =
  'abuse admin admins administrator hostmaster info marketing news noc noreply no-reply postmaster root sales security support sysadmin ' +
  'system usenet user users uucp webmaster billing contact feedback help helpdesk jobs legal office press privacy service team'

const ofPages =
  'shop shops store cart basket checkout order orders payment payments pay invoice invoices account accounts login logout signin signup ' +
  'register registration password profile settings dashboard desk partner partners customer customers company house home index search ' +
  'category catalogue product products voucher vouchers coupon gift party withdrawal consent cookie cookies terms imprint about blog forum ' +
  'wiki docs faq de en at ch null undefined true false none nobody everybody'

const inGerman =
  'impressum datenschutz agb widerruf kontakt hilfe kasse warenkorb bestellung bestellungen rechnung rechnungen konto anmelden abmelden ' +
  'registrieren anmeldung passwort gutschein gutscheine vertrieb haus kunde kunden verwaltung buchhaltung verkauf presse karriere ueber-uns'

/** Shipped names that no partner gets: they would look like a part of the company's own machines or pages. */
export const reservedNames: readonly string[] = [ofMachines, ofMailboxes, ofPages, inGerman].join(' ').split(' ')

/** Brands that a name must not carry: it would look like theirs. Companies add those of their own trade to their blacklist. */
export const brands: readonly string[] = (
  'stamm paypal stripe klarna sofort giropay mastercard visa amex americanexpress sepa wero amazon ebay google gmail youtube facebook ' +
  'instagram whatsapp meta tiktok twitter linkedin pinterest snapchat telegram apple icloud microsoft outlook windows netflix spotify ' +
  'adobe zoom dhl ups dpd gls hermes fedex deutschepost sparkasse volksbank raiffeisen postbank commerzbank deutschebank n26 telekom ' +
  'vodafone zalando otto ikea lidl aldi rewe edeka tchibo adidas nike bmw mercedes porsche volkswagen audi siemens bosch miele vorwerk ' +
  'thermomix tupperware avon amway herbalife nuskin doterra partylite ringana'
).split(' ')
