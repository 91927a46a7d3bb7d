// The sandbox as seen from outside: its addresses, its tokens, its controls.
import assert from 'node:assert/strict';

function required(name) {
    const value = process.env[name];
    assert.ok(value, `${name} is not set`);
    return value;
}

export const hubspotUrl = required('HUBSPOT_BASE_URL');
export const hubspotToken = required('HUBSPOT_API_Key');
export const pipedriveUrl = required('PIPEDRIVE_BASE_URL');
export const pipedriveToken = required('PIPEDRIVE_TOKEN');

async function control(method, path, body) {
    const answer = await fetch(`${hubspotUrl}/_sandbox/${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: body && JSON.stringify(body),
    });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
    return answer.json();
}

/// All live records, past any API.
export const allContacts = () => control('GET', 'contacts');
export const allPersons = () => control('GET', 'persons');

/// Moves the clock of both CRMs.
export const advance = (milliseconds) => control('POST', 'clock', { advance_ms: milliseconds });

export const sorted = (values) => [...values].sort();
