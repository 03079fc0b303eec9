-- Whoever an e-mail address belongs to is found by people.identity_key, written however.
drop index people.contact_email;
