// Pipedrive's own client, pipedrive, against the sandbox.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { v1, v2 } from 'pipedrive';

import { advance, allPersons, pipedriveToken, pipedriveUrl } from './sandbox.mjs';

const searchLag = 4_000;

// The client rejects with the body alone, so the status is noted on its way.
let lastStatus = 0;
const noteStatus = (status) => {
    lastStatus = status;
    return status >= 200 && status < 300;
};

function configured(version, path, apiKey = pipedriveToken) {
    const configuration = new version.Configuration({ apiKey, basePath: pipedriveUrl + path });
    configuration.baseOptions = { validateStatus: noteStatus };
    return configuration;
}

const persons = new v2.PersonsApi(configured(v2, '/api/v2'));
const organizations = new v2.OrganizationsApi(configured(v2, '/api/v2'));

const add = (person) => persons.addPerson({ AddPersonRequest: person });
const email = (value, primary = true) => ({ value, primary, label: 'work' });

/// The body of an error answer, as the client's promise is rejected with it.
async function refusal(promise, status) {
    const body = await promise.then(
        (value) => assert.fail(`not refused: ${JSON.stringify(value)}`),
        (reason) => reason,
    );
    assert.ok(!(body instanceof Error), String(body.stack));
    assert.equal(lastStatus, status, JSON.stringify(body));
    assert.equal(body.success, false);
    assert.equal(typeof body.error, 'string');
    return body;
}

async function listAll(parameters) {
    const all = [];
    let pages = 0;
    let cursor;
    do {
        const page = await persons.getPersons({ ...parameters, cursor });
        assert.equal(page.success, true);
        all.push(...page.data);
        cursor = page.additional_data.next_cursor ?? undefined;
        ++pages;
    } while (cursor);
    return { all, pages };
}

test('the cursor leads through every page', async () => {
    const expected = await allPersons();
    const { all, pages } = await listAll({ limit: 100 });

    assert.equal(pages, Math.ceil(expected.length / 100));
    assert.ok(pages > 2);
    assert.deepEqual(all.map((person) => person.id), expected.map((person) => person.id));
    assert.deepEqual(all.map((person) => person.name), expected.map((person) => person.name));
    assert.deepEqual(all[0].emails.map(({ value }) => value), expected[0].emails);
});

test('create, read, update, delete', async () => {
    const created = await add({
        name: 'Lise Cycle',
        emails: [email('lise@example.com'), email('cycle@example.com', false)],
        phones: [{ value: '+1 555 0100', primary: true, label: 'mobile' }],
    });
    assert.equal(created.success, true);
    const { id } = created.data;
    assert.equal(typeof id, 'number');
    assert.equal(created.data.first_name, 'Lise');
    assert.equal(created.data.last_name, 'Cycle');

    const read = await persons.getPerson({ id });
    assert.deepEqual(read.data.emails, [email('lise@example.com'), email('cycle@example.com', false)]);
    assert.equal(read.data.phones[0].value, '+1 555 0100');
    assert.match(read.data.add_time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(read.data.is_deleted, false);

    const updated = await persons.updatePerson({ id, UpdatePersonRequest: { name: 'Lise Bicycle' } });
    assert.equal(updated.data.name, 'Lise Bicycle');
    assert.equal(updated.data.emails.length, 2);

    const deleted = await persons.deletePerson({ id });
    assert.equal(deleted.data.id, id);
    const { all } = await listAll({ limit: 500 });
    assert.ok(!all.some((person) => person.id === id));
});

test('updated_since shows what is new', async () => {
    await advance(60_000);
    const { data: created } = await add({ name: 'Just Now' });
    const { all } = await listAll({ updated_since: created.update_time });
    assert.ok(all.some((person) => person.id === created.id));
    assert.ok(all.length < 50, `${all.length} persons are not only new ones`);
});

test('search finds by e-mail once its index has caught up', async () => {
    const { data: created } = await add({ name: 'Sea Arched', emails: [email('sea.arched@example.com')] });
    await advance(searchLag);
    const found = await persons.searchPersons({ term: 'sea.arched@example.com', fields: 'email', exact_match: true });

    assert.deepEqual(found.data.items.map(({ item }) => item.id), [created.id]);
    assert.equal(found.data.items[0].item.name, 'Sea Arched');
    assert.deepEqual(found.data.items[0].item.emails, ['sea.arched@example.com']);
});

test('organizations: create, list by id, link a person', async () => {
    const organization = await organizations.addOrganization({ AddOrganizationRequest: { name: 'Sea & Sons' } });
    const { id } = organization.data;
    const listed = await organizations.getOrganizations({ ids: String(id) });
    assert.deepEqual(listed.data.map(({ name }) => name), ['Sea & Sons']);

    const { data: person } = await add({ name: 'Linked', org_id: id });
    assert.equal(person.org_id, id);
    assert.equal((await organizations.getOrganization({ id })).data.name, 'Sea & Sons');
});

test('users/me tells who asks', async () => {
    const { data: me } = await new v1.UsersApi(configured(v1, '/v1')).getCurrentUser();
    assert.equal(typeof me.company_id, 'number');
    assert.ok(me.access.some(({ app, admin }) => app === 'global' && admin));
});

test('a wrong token is 401, in both versions', async () => {
    const wrong = '0'.repeat(40);
    await refusal(new v2.PersonsApi(configured(v2, '/api/v2', wrong)).getPersons(), 401);
    const body = await refusal(new v1.UsersApi(configured(v1, '/v1', wrong)).getCurrentUser(), 401);
    assert.equal(body.error, 'unauthorized access');
});

test('a person without a name is 400', async () => {
    const body = await refusal(add({ emails: [email('nameless@example.com')] }), 400);
    assert.equal(body.code, 'ERR_SCHEMA_VALIDATION_FAILED');
});

test('an e-mail that is no object is 400', async () => {
    const body = await refusal(add({ name: 'Bare', emails: ['bare@example.com'] }), 400);
    assert.equal(body.code, 'ERR_SCHEMA_VALIDATION_FAILED');
});

test('an organization that does not exist is refused', async () => {
    await refusal(add({ name: 'Homeless', org_id: 999_999 }), 400);
});

test('a person that is not there is 404', async () => {
    await refusal(persons.getPerson({ id: 999_999 }), 404);
    await refusal(persons.updatePerson({ id: 999_999, UpdatePersonRequest: { name: 'Nobody' } }), 404);
    await refusal(persons.deletePerson({ id: 999_999 }), 404);
});

test('nothing about an address is unique', async () => {
    const twin = { name: 'Twin', emails: [email('twin@example.com')] };
    const [first, second] = [await add(twin), await add(twin)];
    assert.notEqual(first.data.id, second.data.id);
});
