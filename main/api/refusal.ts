import type { ErrorReport } from '../errors.ts';

/** A refused call in the shape that the tRPC client reads, so that the window shows the named error like any other. */
export function refuseCall(report: ErrorReport, status: number): Response {
  const code = status === 401 ? 'UNAUTHORIZED' : 'BAD_REQUEST';
  return Response.json(
    { error: { message: report.message, code: -32600, data: { code, report } } },
    { status, headers: { 'cache-control': 'no-store' } },
  );
}
