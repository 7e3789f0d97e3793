namespace Commissioning.Domain.Publishing;

/// <summary>How the files of the months add up to the awards, to the penny: each pound of an award is in a file or has a reason not to
/// be.</summary>
public static class ReleaseSums
{
    /// <param name="Amount">Awarded less given back; for a declined or withdrawn offer, what still stands in its award.</param>
    /// <param name="AcceptedAt">Null: not accepted.</param>
    /// <param name="IsOff">The offer was declined or withdrawn.</param>
    /// <param name="LettersOut">The round's letters are sent.</param>
    /// <param name="IsPublished">A publisher decided what the public reads.</param>
    /// <param name="InFiles">What the files that are public now say of it; null: none has it.</param>
    public sealed record Award(Money Amount, DateTime? AcceptedAt, bool IsOff, bool LettersOut, bool IsPublished, Money? InFiles);

    public sealed record Sum(string Where, int Grants, Money Amount);

    public const string InFiles = "In the released files",
        Changed = "Changed since its file was released",
        Ready = "Accepted in a month that is over, and in no file yet",
        NotOver = "Accepted in a month that is not over",
        NotPublished = "Accepted, but nobody has decided what the public reads",
        NoLetters = "The round's letters are not sent",
        NotAccepted = "Not accepted yet",
        Off = "Declined or withdrawn";

    /// <summary>Their amounts add up to those of the awards. One that is in a file and differs now counts in two sums, with the difference
    /// in the second.</summary>
    public static IReadOnlyList<Sum> Of(IEnumerable<Award> awards, DateOnly today)
    {
        var order = new[] { InFiles, Changed, Ready, NotPublished, NotOver, NotAccepted, NoLetters, Off };
        var sums = order.ToDictionary(where => where, where => new Sum(where, 0, Money.Zero));
        void Add(string where, Money amount) =>
            sums[where] = sums[where] with { Grants = sums[where].Grants + 1, Amount = sums[where].Amount + amount };
        foreach (var award in awards)
            if (award.InFiles is { } filed)
            {
                Add(InFiles, filed);
                if (award.Amount != filed)
                    Add(Changed, award.Amount - filed);
            }
            else
                Add(WhyIn(award, today), award.Amount);
        return order.Select(where => sums[where]).Where(sum => sum.Grants > 0).ToList();
    }

    private static string WhyIn(Award award, DateOnly today) =>
        award.IsOff ? Off
        : !award.LettersOut ? NoLetters
        : award.AcceptedAt is not { } at ? NotAccepted
        : !ReleaseRules.IsOver(ReleaseRules.MonthOf(at), today) ? NotOver
        : !award.IsPublished ? NotPublished
        : Ready;
}
