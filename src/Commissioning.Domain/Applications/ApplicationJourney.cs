namespace Commissioning.Domain.Applications;

/// <summary>The steps of a sent application, as its applicant sees them: what is done, what is happening, and what comes next and
/// when.</summary>
public static class ApplicationJourney
{
    /// <param name="roundWithdrawnAt">When the round was withdrawn, which ends the journey; null: it was not.</param>
    /// <param name="ownTime">The applicant has more time than the round.</param>
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
        var steps = new List<(string Title, string When, bool Done)>
        {
            ("We received it", LondonTime.DateAndTime(submittedAt), true),
            (ownTime ? "Your time to send it ends" : "We wait until the round closes", LondonTime.DateAndTime(closesAt), assessed),
            (
                "We check the organisation, and each panel member scores alone",
                $"Until {LondonTime.Date(scoringClosesAt)}",
                letterSentAt is not null || (!rolling && now > scoringClosesAt)
            ),
            (
                "The panel agrees scores together and the decision is made",
                letterSentAt is null ? $"We expect by {LondonTime.Date(decisionExpectedOn)}" : "",
                letterSentAt is not null
            ),
            (
                "We write to you either way, with the reasons",
                letterSentAt is { } sent ? LondonTime.Date(sent) : "After the decision",
                letterSentAt is not null
            ),
        };
        if (rolling)
            steps.RemoveAt(1); // This one is decided without that step.
        if (funded != false)
        {
            steps.Add(
                (
                    funded is null ? "If it is funded, you accept the grant" : "You accept the grant",
                    acceptedAt is { } accepted ? LondonTime.Date(accepted)
                    : acceptBy is { } by ? $"By {LondonTime.Date(by)}"
                    : "",
                    acceptedAt is not null
                )
            );
            steps.Add(
                (
                    funded is null ? "Then you run the project and tell us how it went" : "You run the project and tell us how it went",
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
