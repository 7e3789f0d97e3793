using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;

namespace Commissioning.Features.Operations;

/// <summary>The operator's page: active alerts, waiting work, and what this installation consists of.</summary>
public sealed class PortalState(Db db, Migrator migrator, PortalVitals vitals, Alerts alerts, Disk disk, Clamd clamd, IPdfWriter pdf)
{
    public sealed record PortalStatePage(
        Vitals Vitals,
        IReadOnlyList<Alert> Alerts,
        string Database,
        long DatabaseBytes,
        string Schema,
        IReadOnlyList<Disk.Space> Disks,
        string Scanner,
        string Printing
    );

    public async Task<PortalStatePage> GetAsync() =>
        new(
            await vitals.ReadAsync(),
            await alerts.StandingAsync(),
            db.Dialect.IsSqlite ? "SQLite" : "SQL Server",
            await db.ScalarAsync<long>(db.Dialect.SizeInBytesSql),
            await migrator.LastAppliedAsync() ?? "none",
            disk.Spaces(),
            clamd.IsOff ? "Turned off (Clamd__Off). Uploaded files are not checked for viruses"
                : !clamd.IsConfigured ? "None is set up (Clamd__Host)"
                : await clamd.AnswersAsync() ? "Answers"
                : "Does not answer",
            pdf.WhyUnavailable ?? "Works"
        );
}
