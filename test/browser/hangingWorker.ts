// A worker that never gets ready.
for (;;);
