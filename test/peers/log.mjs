// The program's log: each line is what pino itself writes, and pino-pretty takes it for its own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import pino from 'pino';
import { prettyFactory } from 'pino-pretty';

const program = process.env.PDHS_PROGRAM;
const folder = mkdtempSync(join(tmpdir(), 'pdhs-log-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/// Passes at the most talkative level: with creates, with nothing to do, and one that ends in an error.
function passes() {
    const run = (environment, ...options) =>
        spawnSync(program, ['run', '--log-level', 'trace', ...options], {
            cwd: folder,
            env: { ...process.env, ...environment },
        }).status;
    for (let i = 0; i < 2; ++i) {
        const status = run({});
        assert.ok([0, 1].includes(status), `exit status ${status}`);
    }
    assert.equal(run({ PIPEDRIVE_TOKEN: 'wrong' }, '--full'), 3);
    return readFileSync(join(folder, 'output.log'), 'utf8').trimEnd().split('\n');
}

/// The line that pino writes for the same content.
function byPino({ level, time, pid, hostname, msg, ...fields }) {
    let line = '';
    const logger = pino(
        { level: 'trace', base: { pid, hostname }, timestamp: () => `,"time":${time}` },
        { write: (text) => (line += text) },
    );
    logger[pino.levels.labels[level]](fields, msg);
    return line.trimEnd();
}

const lines = passes();

test('there is something to look at', () => {
    const levels = new Set(lines.map((line) => JSON.parse(line).level));
    assert.ok(lines.length > 20, `${lines.length} lines`);
    assert.ok(levels.has(30) && levels.has(50), [...levels].join());
});

test('every line is, byte by byte, what pino writes', () => {
    for (const line of lines) assert.equal(line, byPino(JSON.parse(line)));
});

test('pino-pretty takes every line for its own', () => {
    const pretty = prettyFactory({ colorize: false });
    for (const line of lines) {
        const { level, pid, msg } = JSON.parse(line);
        const shown = pretty(line);
        assert.match(shown, /^\[\d\d:\d\d:\d\d\.\d{3}\] [A-Z]+ \(\d+\): /, shown);
        const head = `${pino.levels.labels[level].toUpperCase()} (${pid}): ${msg}\n`;
        assert.ok(shown.includes(head), shown);
    }
});
