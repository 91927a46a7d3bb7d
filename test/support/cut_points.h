#pragma once

// Cut points of a program under test: moments at which a machine could die. Linked into a program, the file
// cut_points.cpp stands before the system's own send, recv, fdatasync and fsync, so that libcurl and SQLite pass
// through it unchanged. A point is
//   - the moment before a request is sent,
//   - the moment when an answer has arrived, before a byte of it is read,
//   - the moment when a part of an answer was read, before anything was made of it,
//   - the moment after a durable step: a file was synchronised.
// With PDHSTEST_CUT_AT=K in its environment the program ends like by kill -9 at its K-th point. With
// PDHSTEST_CUT_COUNT=FILE it writes at its end how many points it had.
