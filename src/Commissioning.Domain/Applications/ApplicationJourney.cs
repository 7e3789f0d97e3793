namespace Commissioning.Domain.Applications;

/// <summary>The steps of a sent application, as its applicant sees them: what is done, what is happening, and what comes next and
/// when.</summary>
public static class ApplicationJourney
{
    /// <param name="roundWithdrawnAt">When the round was withdrawn, which ends the journey; null: it was not.</param>
    /// <param name="ownTime">The applicant has more time than the round.</param>
    /// <param name="endedHow">How an offer or a grant ended, such as Declined; null: it did not.</param>
    /// <param name="funded">Null until the decision letter is sent.</param>
    public static IReadOnlyList<JourneyStep> Of(
        DateTime submittedAt,
        DateTime? roundWithdrawnAt,
        DateTime closesAt,
        bool ownTime,
        DateTime scoringClosesAt,
        bool rolling,
        DateOnly decisionExpectedOn,
        DateTime? letterSentAt,
        bool? funded,
        DateOnly? acceptBy,
        DateTime? acceptedAt,
        DateOnly? returnDueOn,
        bool returnSent,
        string? endedHow,
        DateTime? endedAt,
        DateTime now
    )
    {
        if (roundWithdrawnAt is { } withdrawn)
            return
            [
                new("We received it", LondonTime.DateAndTime(submittedAt), StepState.Done),
                new("We withdrew the round, so we do not consider this application", LondonTime.Date(withdrawn), StepState.Done),
            ];
        var assessed = rolling || now > closesAt;
        var decided = letterSentAt is not null;
        var steps = new List<(string Title, string When, bool Done)>
        {
            ("We received it", LondonTime.DateAndTime(submittedAt), true),
            (
                assessed ? (ownTime ? "Your time to send it ended" : "The round closed")
                : ownTime ? "We wait until your time to send it ends"
                : "We wait until the round closes",
                LondonTime.DateAndTime(closesAt),
                assessed
            ),
            (
                decided
                    ? "We checked the organisation, and each panel member scored alone"
                    : "We check the organisation, and each panel member scores alone",
                $"Until {LondonTime.Date(scoringClosesAt)}",
                decided || (!rolling && now > scoringClosesAt)
            ),
            (
                decided
                    ? "The panel agreed scores together and the decision was made"
                    : "The panel agrees scores together and the decision is made",
                decided ? "" : $"We expect by {LondonTime.Date(decisionExpectedOn)}",
                decided
            ),
            (
                decided ? "We wrote to you, with the reasons" : "We write to you either way, with the reasons",
                letterSentAt is { } sent ? LondonTime.Date(sent) : "After the decision",
                decided
            ),
        };
        if (rolling)
            steps.RemoveAt(1); // This one is decided without that step.
        if (funded == true && acceptedAt is null && endedAt is { } gone)
            steps.Add((endedHow == "Declined" ? "You declined the grant" : "We withdrew the offer", LondonTime.Date(gone), true));
        else if (funded != false)
        {
            steps.Add(
                (
                    acceptedAt is not null ? "You accepted the grant"
                    : funded is null ? "If it is funded, you accept the grant"
                    : "You accept the grant",
                    acceptedAt is { } accepted ? LondonTime.Date(accepted)
                    : acceptBy is not { } by ? ""
                    : LondonTime.DateOf(now) > by ? $"Its day was {LondonTime.Date(by)}. Ask us for more time."
                    : $"By {LondonTime.Date(by)}",
                    acceptedAt is not null
                )
            );
            if (acceptedAt is not null && endedAt is { } ended)
                steps.Add((endedHow == "Closed" ? "The grant was closed" : "The grant ended", LondonTime.Date(ended), true));
            else
                steps.Add(
                    (
                        returnSent ? "You ran the project and told us how it went"
                        : funded is null ? "Then you run the project and tell us how it went"
                        : "You run the project and tell us how it went",
                        returnDueOn is { } due ? $"By {LondonTime.Date(due)}" : "",
                        returnSent
                    )
                );
        }
        var current = steps.FindIndex(step => !step.Done);
        return steps
            .Select(
                (step, i) =>
                    new JourneyStep(
                        step.Title,
                        step.When,
                        step.Done ? StepState.Done
                            : i == current ? StepState.Now
                            : StepState.Next
                    )
            )
            .ToList();
    }
}
