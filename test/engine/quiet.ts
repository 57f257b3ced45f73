// The engine logs every node error; the tests assert on them, so the log would only hide the report.
process.env.N8N_LOG_LEVEL = 'silent';
