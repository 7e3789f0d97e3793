namespace Commissioning.Domain.Organisations;

/// <summary>Bank details that were given soon after the organisation's people changed. A person who takes an organisation over gives
/// another account next.</summary>
/// <param name="Change">What changed, such as "Ann Lead was removed".</param>
public sealed record BankHold(string Change, DateOnly ChangedOn, DateOnly Until)
{
    /// <summary>Days after a change of members, lead or signatories (default, not OPCC policy; the setting is
    /// Portal__BankHoldDays).</summary>
    public const int DefaultDays = 30;

    /// <summary>Null when nobody changed within that many days before the details were given.</summary>
    public static BankHold? Of(DateTime givenAt, DateTime? changedAt, string? change, int days) =>
        changedAt is { } at && at <= givenAt && givenAt < at.AddDays(days)
            ? new(change ?? "Its people changed", LondonTime.DateOf(at), LondonTime.DateOf(at).AddDays(days))
            : null;
}
