using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Awards;

/// <summary>What the approval of a variation does, so that it can be read before it is decided.</summary>
public static class VariationEffects
{
    /// <param name="standing">The award before.</param>
    public static VariationEffect Of(VariationKind kind, VariationDetails wanted, AwardStanding standing)
    {
        var after = kind switch
        {
            VariationKind.Amount => wanted.Amount ?? standing.Net,
            VariationKind.GiveUp or VariationKind.Termination => standing.Kept,
            _ => standing.Net,
        };
        var pot = standing.Available + standing.Net - after;
        return new(
            standing.Net,
            after,
            standing.Available,
            pot,
            [
                after == standing.Net ? $"The grant stays {after}." : $"The grant goes from {standing.Net} to {after}.",
                .. Pot(standing.Net, after, pot),
                .. kind switch
                {
                    VariationKind.Amount => OfAmount(standing, after),
                    VariationKind.Budget =>
                    [
                        $"{VariationRules.Moved(standing.Now.Lines ?? [], wanted.Lines ?? [])} moves between lines of the budget.",
                    ],
                    VariationKind.Dates => OfDates(wanted, standing),
                    VariationKind.GiveUp or VariationKind.Termination => OfEnd(kind, standing),
                    VariationKind.Recovery => OfRecovery(wanted, standing),
                    VariationKind.Suspension =>
                    [
                        standing.OpenPayments.Count == 0
                            ? "No payment can be approved or sent until payments are resumed."
                            : $"No payment can be approved or sent until payments are resumed. That stops {standing.OpenPayments.Sum(one => one.Amount)} that is asked for.",
                    ],
                    VariationKind.Resumption => ["Payments can be approved and sent again."],
                    VariationKind.BreachNotice =>
                    [
                        wanted.RemedyBy is { } by
                            ? $"Nothing is stopped yet. The letter gives until the end of {LondonTime.DayAndDate(by)} to put it right."
                            : "Nothing is stopped yet.",
                    ],
                    VariationKind.Contact => ["Our e-mails go to the new contact. Both contacts are told at once."],
                    _ => [],
                },
                $"A letter, \"{LetterKinds.Name(LetterKinds.Of(kind))}\", joins the day's letters. It goes out, with its e-mail, when they are sent.",
            ],
            [.. Warnings(kind, after, standing)]
        );
    }

    /// <summary>What is left of each instalment when a grant grows or shrinks: the last one takes the difference first, and none goes below
    /// what is requested or paid of it.</summary>
    /// <param name="difference">Below zero when the grant shrinks.</param>
    public static IReadOnlyList<(PlannedInstalment Before, Money After)> Instalments(
        IEnumerable<PlannedInstalment> instalments,
        Money difference
    )
    {
        List<(PlannedInstalment, Money)> changed = [];
        foreach (var one in instalments.OrderByDescending(one => one.Position))
        {
            var after = one.Amount + difference < one.Claimed ? one.Claimed : one.Amount + difference;
            difference -= after - one.Amount;
            if (after != one.Amount)
                changed.Add((one, after));
        }
        return changed;
    }

    private static IEnumerable<string> Pot(Money before, Money after, Money pot)
    {
        if (after < before)
            yield return $"{before - after} goes back to the pot, which then has {pot} left.";
        if (after > before)
            yield return $"{after - before} comes from the pot, which then has {pot} left.";
    }

    private static IEnumerable<string> OfAmount(AwardStanding standing, Money after) =>
        Changed(standing, after)
            .Append("The lines of the budget change in proportion.")
            .Append(
                standing.FinalSent
                    ? "The final return is sent, so no return changes."
                    : "Returns that are not sent are planned again for the new amount. Sent returns stay as they are."
            );

    private static IEnumerable<string> Changed(AwardStanding standing, Money after) =>
        Instalments(standing.Instalments, after - standing.Net)
            .OrderBy(change => change.Before.Position)
            .Select(change =>
                change.After == Money.Zero
                    ? $"Instalment {change.Before.Position} of {change.Before.Amount} is no longer due."
                    : $"Instalment {change.Before.Position} goes from {change.Before.Amount} to {change.After}."
            );

    private static IEnumerable<string> OfDates(VariationDetails wanted, AwardStanding standing)
    {
        var days = wanted is { EndsOn: { } ends } && standing.Now.EndsOn is { } now ? ends.DayNumber - now.DayNumber : 0;
        if (days != 0)
            foreach (var one in standing.Instalments.Where(one => one.Position > 1 && one.Claimed == Money.Zero))
                yield return $"Instalment {one.Position} of {one.Amount} moves from {LondonTime.Date(one.DueOn)} to {LondonTime.Date(one.DueOn.AddDays(days))}.";
        yield return standing.FinalSent
            ? "The final return is sent, so no return changes and none is asked about the new dates."
            : $"{Count(standing.OpenReturns, "return")} that {(standing.OpenReturns == 1 ? "is" : "are")} not sent {(standing.OpenReturns == 1 ? "follows" : "follow")} the new dates. Sent returns stay as they are.";
    }

    private static IEnumerable<string> OfEnd(VariationKind kind, AwardStanding standing)
    {
        if (standing.Paid > Money.Zero)
            yield return $"{standing.Paid} is paid and stays with the organisation until the grant is closed.";
        if (standing.OnItsWay > Money.Zero)
            yield return $"{standing.OnItsWay} is with the bank and is still paid.";
        if (standing.ClaimsOwed > Money.Zero)
            yield return $"{standing.ClaimsOwed} of accepted claims is still paid.";
        foreach (var payment in standing.OpenPayments.Where(one => !one.OfClaim))
            yield return $"The payment of {payment.Amount} ({payment.Reason}) is not made: \"{Ended(kind)}\".";
        foreach (var claim in standing.ClaimsWaiting)
            yield return $"The claim of {claim.Amount} sent on {LondonTime.Date(claim.SentOn)} goes back unpaid, because nobody has decided it.";
        if (standing.OpenReturns > 0)
            yield return "One last return is asked for, about everything that is not reported yet. Other returns in which nothing is written are cancelled.";
        if (standing.LateSince is { } late)
            yield return $"A return was due on {LondonTime.Date(late)} and has not arrived. It stays late. Until it arrives no payment to the organisation is made{(standing.ClaimsOwed > Money.Zero ? ", not even of accepted claims" : "")}.";
    }

    /// <summary>Why a payment or a claim is not paid after an early end.</summary>
    public static string Ended(VariationKind kind) => kind == VariationKind.GiveUp ? "The grant was given up" : "The grant was ended";

    private static IEnumerable<string> OfRecovery(VariationDetails wanted, AwardStanding standing)
    {
        yield return $"The organisation must pay back {wanted.Amount}. The letter has an invoice of its own.";
        if (standing.ToReturn > Money.Zero && wanted.Amount is { } back)
            yield return $"With {standing.ToReturn} asked for already, {standing.ToReturn + back} of the {standing.Paid} that was paid is then to come back.";
        if (standing.OpenPayments.Count > 0)
            yield return $"{standing.OpenPayments.Sum(one => one.Amount)} that is asked for cannot be paid while the money is owed.";
        yield return "What comes back goes to the pot on the day it is recorded.";
    }

    private static IEnumerable<string> Warnings(VariationKind kind, Money after, AwardStanding standing)
    {
        if (kind is VariationKind.GiveUp or VariationKind.Termination && standing.ClaimsWaiting.Count > 0)
            yield return $"{Count(standing.ClaimsWaiting.Count, "claim")} of {standing.ClaimsWaiting.Sum(claim => claim.Amount)} {(standing.ClaimsWaiting.Count == 1 ? "waits" : "wait")} for a decision. Decide first what should still be paid.";
        if (kind is VariationKind.Recovery or VariationKind.Termination or VariationKind.Amount && standing.FinalUnread)
            yield return "The final return waits for review: read it first.";
        if (kind == VariationKind.Amount && after > standing.Net && standing.FinalSent)
            yield return "The final return is sent, so no return will say what the further money was spent on.";
        if (
            kind == VariationKind.Amount
            && after > standing.Net
            && standing.SubsidyCounted is { } counted
            && counted + after > standing.SubsidyLimit
        )
            yield return $"With {counted} counted already, this grant brings the organisation to {counted + after} of minimal financial assistance. The limit is {standing.SubsidyLimit}.";
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
