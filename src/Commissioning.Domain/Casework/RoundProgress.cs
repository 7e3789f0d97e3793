using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Casework;

/// <summary>The line of a round through its stages: what is done, what goes on now, and how far it is.</summary>
public static class RoundProgress
{
    public enum StageState
    {
        Later,
        Now,
        Done,
    }

    /// <param name="Words">How far the stage is, such as 276 of 285 sheets; empty: nothing to say yet.</param>
    public sealed record Stage(string Name, StageState State, string Words);

    /// <param name="Paid">Money that left the office.</param>
    /// <param name="Closed">Awards that are closed.</param>
    public sealed record Counts(
        int Drafts,
        int Submitted,
        int Unchecked,
        int Sheets,
        int SheetsSubmitted,
        int Moderated,
        int Awards,
        Money Awarded,
        Money Paid,
        int Accepted,
        int Closed
    );

    public static IReadOnlyList<Stage> Of(Round round, Counts counts, DateTime now)
    {
        var closed = RoundRules.HasClosed(round, now);
        var assessed = RoundRules.MayAssess(round, now);
        var decided = round.DecidedAt is not null;
        var recommended = decided || round.IsRecommended;
        var sent = round.LettersReleasedAt is not null;
        return
        [
            new("Open", closed ? StageState.Done : StateOf(now >= round.OpensAt, false), OpenWords(round, counts, now)),
            Part("Checks", counts.Submitted - counts.Unchecked, counts.Submitted, counts.Submitted > 0, decided, ""),
            Part("Scoring", counts.SheetsSubmitted, counts.Sheets, assessed, recommended, "sheets", DaysLeft(round.ScoringClosesAt, now)),
            Part("Moderation", counts.Moderated, counts.Submitted, assessed && now > round.ScoringClosesAt, recommended, ""),
            new(
                "Decision",
                decided ? StageState.Done : StateOf(recommended, false),
                decided ? LondonTime.Date(round.DecidedAt!.Value) : $"expected {LondonTime.Date(round.DecisionExpectedOn)}"
            ),
            new("Letters", sent ? StageState.Done : StateOf(decided, false), sent ? LondonTime.Date(round.LettersReleasedAt!.Value) : ""),
            new(
                "Payments",
                StateOf(sent, counts.Awards > 0 && counts.Paid >= counts.Awarded),
                sent ? $"{counts.Paid.ToShortString()} of {counts.Awarded.ToShortString()}" : ""
            ),
            new(
                "Returns",
                StateOf(sent, counts.Awards > 0 && counts.Closed >= counts.Awards),
                sent ? $"{counts.Closed} of {counts.Awards} closed" : ""
            ),
        ];
    }

    private static Stage Part(string name, int done, int all, bool begun, bool over, string unit, string left = "") =>
        new(
            name,
            StateOf(begun, over || (all > 0 && done >= all)),
            !begun || all == 0
                ? ""
                : $"{done} of {all}{(unit == "" ? "" : " " + unit)}{(over || done >= all || left == "" ? "" : ", " + left)}"
        );

    private static StageState StateOf(bool begun, bool over) =>
        over ? StageState.Done
        : begun ? StageState.Now
        : StageState.Later;

    private static string OpenWords(Round round, Counts counts, DateTime now) =>
        RoundRules.HasClosed(round, now) ? $"closed {LondonTime.Date(round.ClosesAt)}"
        : now < round.OpensAt ? $"opens {LondonTime.Date(round.OpensAt)}"
        : $"{counts.Drafts} {(counts.Drafts == 1 ? "draft" : "drafts")}, {counts.Submitted} sent, {DaysLeft(round.ClosesAt, now)}";

    private static string DaysLeft(DateTime until, DateTime now)
    {
        var days = LondonTime.DateOf(until).DayNumber - LondonTime.DateOf(now).DayNumber;
        return days switch
        {
            < 0 => $"{-days} {(days == -1 ? "day" : "days")} late",
            0 => "last day",
            _ => $"{days} {(days == 1 ? "day" : "days")} left",
        };
    }
}
