namespace Commissioning.Domain.Audit;

/// <summary>When the end of the audit trail is signed.</summary>
public static class CheckpointRules
{
    /// <summary>No entry is without a signature for longer.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private static readonly HashSet<string> Decisions =
    [
        nameof(AuditAction.RoundDecided),
        nameof(AuditAction.DecisionCorrected),
        nameof(AuditAction.DeferralDecided),
        nameof(AuditAction.ReviewFollowed),
    ];

    /// <summary>Whether the entry that is being written must be signed with it: it is a decision, or the last signature is an hour
    /// old.</summary>
    /// <param name="last">Null: nothing was signed yet.</param>
    public static bool IsDue(string action, DateTime? last, DateTime now) =>
        // A clock that was set back must not put it off.
        last is null
        || (now - last.Value).Duration() >= Every
        || Decisions.Contains(action);
}
