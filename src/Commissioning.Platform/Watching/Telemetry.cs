using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Commissioning.Domain.Audit;

namespace Commissioning.Platform.Watching;

/// <summary>The portal's own spans and counters. Without a listener they cost almost nothing, so they are always written; the Web project
/// sets up what is exported and where. They contain no names, addresses, typed text or SQL arguments.</summary>
public static class Telemetry
{
    public const string Name = "Commissioning";
    public static readonly ActivitySource Source = new(Name);
    public static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Changes = Meter.CreateCounter<long>(
        "commissioning.changes",
        "{change}",
        "Changes that were committed, by what was done"
    );
    private static readonly Counter<long> Submissions = Meter.CreateCounter<long>(
        "commissioning.submissions",
        "{application}",
        "Applications sent in"
    );
    private static readonly Counter<long> Emails = Meter.CreateCounter<long>(
        "commissioning.emails",
        "{email}",
        "E-mails handed to the mail server, by whether it took them"
    );
    private static readonly UpDownCounter<long> Connections = Meter.CreateUpDownCounter<long>(
        "commissioning.database.connections",
        "{connection}",
        "Database connections in use"
    );

    public static Activity? Start(string name) => Source.StartActivity(name);

    public static void Changed(AuditAction action)
    {
        if (Changes.Enabled)
            Changes.Add(1, new KeyValuePair<string, object?>("action", action.ToString()));
        if (action == AuditAction.ApplicationSubmitted)
            Submissions.Add(1);
    }

    public static void EmailSent(bool taken) => Emails.Add(1, new KeyValuePair<string, object?>("taken", taken));

    public static void Count(DbConnection connection)
    {
        if (!Connections.Enabled)
            return;
        Connections.Add(1);
        connection.StateChange += static (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed)
                Connections.Add(-1);
        };
    }

    /// <summary>Records only the kind of failure: a message may quote typed text.</summary>
    public static void Fail(Activity? span, Exception exception) =>
        span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", exception.GetType().FullName);
}
