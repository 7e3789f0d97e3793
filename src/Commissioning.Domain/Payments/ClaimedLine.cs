namespace Commissioning.Domain.Payments;

/// <summary>A budget line in a claim, beside what else is known about it.</summary>
/// <param name="Here">In this claim.</param>
/// <param name="InAll">In this claim and in those that are accepted.</param>
/// <param name="Reported">Spent so far, by the latest accepted return. Null: no return is accepted, or it gives no lines.</param>
/// <param name="ByFinal">That return is the final one.</param>
public sealed record ClaimedLine(string Item, Money Here, Money InAll, Money? Reported, bool ByFinal)
{
    /// <summary>Claims and returns of an award should agree: what was claimed was spent.</summary>
    public string? Flag =>
        ByFinal && Reported is { } spent && InAll > spent
            ? $"{InAll} is claimed for {Item}, and the final return says that {spent} was spent on it"
            : null;
}
