// HubSpot's own client, @hubspot/api-client, against the sandbox.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Client } from '@hubspot/api-client';

import { advance, allContacts, hubspotToken, hubspotUrl, sorted } from './sandbox.mjs';

const searchLag = 11_000;

const connect = (accessToken) => new Client({ accessToken, basePath: hubspotUrl }).crm.contacts;
const contacts = connect(hubspotToken);
const basic = contacts.basicApi;
const batch = contacts.batchApi;

const create = (properties) => basic.create({ properties, associations: [] });
const search = (filter, more = {}) =>
    contacts.searchApi.doSearch({ filterGroups: [{ filters: [filter] }], limit: 10, properties: ['email'], ...more });

/// The client's ApiException: the status in `code`, the body read.
async function refusal(promise, status) {
    const error = await promise.then(
        (value) => assert.fail(`not refused: ${JSON.stringify(value)}`),
        (reason) => reason,
    );
    assert.ok(error instanceof Error, String(error));
    assert.equal(error.constructor.name, 'ApiException', error.stack);
    assert.equal(error.code, status, error.message);
    assert.equal(error.body.status, 'error');
    assert.match(error.body.correlationId, /^[0-9a-f-]{36}$/);
    return error.body;
}

test('getAll reads every page', async () => {
    const expected = await allContacts();
    const all = await contacts.getAll(100, undefined, ['email', 'firstname', 'phone']);

    assert.ok(all.length > 200, `${all.length} contacts are no three pages`);
    assert.deepEqual(sorted(all.map((contact) => contact.id)), sorted(expected.map((contact) => contact.id)));
    const [shown] = expected;
    const [read] = all.filter((contact) => contact.id === shown.id);
    assert.equal(read.properties.email, shown.email ?? null);
    assert.equal(read.archived, false);
    assert.ok(read.createdAt instanceof Date && !Number.isNaN(read.createdAt.getTime()));
    assert.equal(read.updatedAt.getTime(), new Date(shown.updatedAt).getTime());
});

test('getPage names the next page', async () => {
    const first = await basic.getPage(2);
    const second = await basic.getPage(2, first.paging.next.after);

    assert.equal(first.results.length, 2);
    assert.equal(second.results.length, 2);
    assert.equal(new Set([...first.results, ...second.results].map((contact) => contact.id)).size, 4);
    assert.deepEqual(Object.keys(first.results[0].properties), [
        'createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname',
    ]);
});

test('create, read by id and by e-mail, update, archive', async () => {
    const created = await create({ email: 'Lifecycle@Example.com', firstname: 'Lise', lastname: 'Cycle' });
    assert.match(created.id, /^\d+$/);
    assert.equal(created.properties.email, 'lifecycle@example.com');
    assert.equal(created.properties.hs_object_id, created.id);

    const byId = await basic.getById(created.id, ['email', 'phone', 'hs_additional_emails']);
    assert.equal(byId.properties.email, 'lifecycle@example.com');
    assert.equal(byId.properties.phone, null);
    const byEmail = await basic.getById('lifecycle@example.com', ['lastname'], undefined, undefined, false, 'email');
    assert.equal(byEmail.id, created.id);
    assert.equal(byEmail.properties.lastname, 'Cycle');

    const updated = await basic.update(created.id, { properties: { phone: '+1 555 0100' } });
    assert.equal(updated.properties.phone, '+1 555 0100');
    assert.ok(updated.updatedAt >= created.updatedAt);

    assert.equal(await basic.archive(created.id), undefined);
    await refusal(basic.getById(created.id), 404);
    const archived = await basic.getById(created.id, ['email'], undefined, undefined, true);
    assert.equal(archived.archived, true);
    assert.ok(archived.archivedAt instanceof Date);
});

test('batch create and read', async () => {
    const inputs = ['one', 'two', 'three'].map((name) => ({
        properties: { email: `batch-${name}@example.com`, firstname: name },
        associations: [],
        objectWriteTraceId: name,
    }));
    const created = await batch.create({ inputs });
    assert.equal(created.status, 'COMPLETE');
    assert.ok(created.completedAt instanceof Date);
    assert.deepEqual(
        sorted(created.results.map((contact) => contact.properties.email)),
        sorted(inputs.map((input) => input.properties.email)),
    );

    const read = await batch.read({
        inputs: created.results.map(({ id }) => ({ id })),
        properties: ['firstname'],
        propertiesWithHistory: [],
    });
    assert.equal(read.status, 'COMPLETE');
    assert.deepEqual(sorted(read.results.map((contact) => contact.properties.firstname)), ['one', 'three', 'two']);
});

test('a batch with trace ids tells which input stands in whose way', async () => {
    const owner = await create({ email: 'taken@example.com' });
    const answer = await batch.create({
        inputs: [
            { properties: { email: 'free@example.com' }, associations: [], objectWriteTraceId: 'free' },
            { properties: { email: 'TAKEN@example.com' }, associations: [], objectWriteTraceId: 'taken' },
        ],
    });

    assert.equal(answer.constructor.name, 'BatchResponseSimplePublicObjectWithErrors');
    assert.deepEqual(answer.results.map((contact) => contact.properties.email), ['free@example.com']);
    assert.equal(answer.numErrors, 1);
    const [error] = answer.errors;
    assert.equal(error.status, 'error');
    assert.equal(error.category, 'CONFLICT');
    assert.deepEqual(error.context.objectWriteTraceId, ['taken']);
    assert.deepEqual(error.context.existingId, [owner.id]);
});

test('batch read tells the ids that are not there', async () => {
    const owner = await create({ email: 'present@example.com' });
    const answer = await batch.read({
        inputs: [{ id: owner.id }, { id: '1' }],
        properties: ['email'],
        propertiesWithHistory: [],
    });

    assert.deepEqual(answer.results.map((contact) => contact.id), [owner.id]);
    assert.equal(answer.numErrors, 1);
    assert.deepEqual(answer.errors[0].context.ids, ['1']);
});

test('search sees a contact once its index has caught up', async () => {
    const { id, createdAt } = await create({ email: 'searched@example.com', firstname: 'Sea' });
    const byEmail = { propertyName: 'email', operator: 'EQ', value: 'searched@example.com' };
    const before = await search(byEmail);
    assert.equal(before.total, 0);
    assert.deepEqual(before.results, []);

    await advance(searchLag);

    const after = await search(byEmail);
    assert.equal(after.total, 1);
    assert.equal(after.results[0].id, id);
    const since = { propertyName: 'lastmodifieddate', operator: 'GTE', value: String(createdAt.getTime()) };
    const changes = await search(since, { sorts: ['hs_object_id'], limit: 200 });
    assert.ok(changes.results.some((contact) => contact.id === id));
});

test('search pages through all hits', async () => {
    const all = { propertyName: 'hs_object_id', operator: 'GT', value: '0' };
    const first = await search(all, { sorts: ['hs_object_id'] });
    const second = await search(all, { sorts: ['hs_object_id'], after: first.paging.next.after });

    assert.ok(first.total > 200);
    assert.equal(new Set([...first.results, ...second.results].map((contact) => contact.id)).size, 20);
});

test('a wrong token is 401', async () => {
    const body = await refusal(connect('pat-na1-wrong').basicApi.getPage(), 401);
    assert.equal(body.category, 'INVALID_AUTHENTICATION');
});

test('an e-mail that is taken is 409 and names the owner', async () => {
    const owner = await create({ email: 'owner@example.com' });
    const body = await refusal(create({ email: 'OWNER@example.com' }), 409);
    assert.equal(body.category, 'CONFLICT');
    assert.match(body.message, new RegExp(`Existing ID: ${owner.id}$`));
});

test('an e-mail that is none is 400', async () => {
    const body = await refusal(create({ email: 'nobody@example.invalid' }), 400);
    assert.equal(body.category, 'VALIDATION_ERROR');
    assert.match(body.message, /INVALID_EMAIL/);
});

test('a property that does not exist is 400', async () => {
    const body = await refusal(create({ email: 'property@example.com', shoe_size: '42' }), 400);
    assert.match(body.message, /PROPERTY_DOESNT_EXIST/);
});

test('a contact that is not there is 404', async () => {
    await refusal(basic.getById('1'), 404);
    await refusal(basic.update('1', { properties: { firstname: 'Nobody' } }), 404);
});
