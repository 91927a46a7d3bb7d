// The job done the plain way, to compare with: list both sides, compare e-mail addresses, create what is missing. No
// state, no limits, no retries: whatever fails ends it. Usage: node plain_sync.mjs ENV_FILE
import { readFileSync } from 'node:fs';

const settings = Object.fromEntries(
  readFileSync(process.argv[2], 'utf8')
    .split('\n')
    .filter((line) => line.includes('=') && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);
const hubspot = {
  url: settings.HUBSPOT_BASE_URL,
  headers: { authorization: `Bearer ${settings.HUBSPOT_API_Key}`, 'content-type': 'application/json' },
};
const pipedrive = {
  url: settings.PIPEDRIVE_BASE_URL,
  headers: { 'x-api-token': settings.PIPEDRIVE_TOKEN, 'content-type': 'application/json' },
};

async function ask(platform, path, body) {
  const method = body ? 'POST' : 'GET';
  const answer = await fetch(platform.url + path, { method, headers: platform.headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return answer.json();
}

async function allContacts() {
  const contacts = [];
  let after = '';
  do {
    const page = await ask(hubspot, `/crm/v3/objects/contacts?limit=100&properties=email,firstname,lastname${after}`);
    contacts.push(...page.results);
    after = page.paging?.next ? `&after=${page.paging.next.after}` : '';
  } while (after);
  return contacts;
}

async function allPersons() {
  const persons = [];
  let cursor = '';
  do {
    const page = await ask(pipedrive, `/api/v2/persons?limit=500${cursor}`);
    persons.push(...page.data);
    cursor = page.additional_data?.next_cursor ? `&cursor=${page.additional_data.next_cursor}` : '';
  } while (cursor);
  return persons;
}

const lower = (email) => email.trim().toLowerCase();
const [contacts, persons] = await Promise.all([allContacts(), allPersons()]);
const onHubspot = new Set(contacts.filter((contact) => contact.properties.email).map((contact) => lower(contact.properties.email)));
const onPipedrive = new Set(persons.flatMap((person) => person.emails.map((email) => lower(email.value))));

for (const { properties } of contacts) {
  if (!properties.email || onPipedrive.has(lower(properties.email))) continue;
  const name = `${properties.firstname ?? ''} ${properties.lastname ?? ''}`.trim() || properties.email;
  await ask(pipedrive, '/api/v2/persons', { name, emails: [{ value: properties.email, primary: true }] });
}
for (const person of persons) {
  const email = person.emails[0]?.value;
  if (!email || onHubspot.has(lower(email))) continue;
  await ask(hubspot, '/crm/v3/objects/contacts', { properties: { email, firstname: person.name } });
}
