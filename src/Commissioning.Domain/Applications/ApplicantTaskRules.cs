namespace Commissioning.Domain.Applications;

/// <summary>What one person has to do for the applications of their organisations, in which order. A task is only what the server would
/// let this person do: who prepared a return is not asked to certify it.</summary>
public static class ApplicantTaskRules
{
    /// <summary>Tasks that are shown as cards; the others are a list of links.</summary>
    public const int Cards = 3;

    /// <summary>Days for which a letter or an answer of the office is a task to read. Default, not OPCC policy.</summary>
    public const int ReadingDays = 28;

    /// <summary>The nearest day first. A task without a day counts as one for today, because nothing has to be waited for.</summary>
    public static IReadOnlyList<ApplicantTask> Order(IEnumerable<ApplicantTask> tasks, DateOnly today) =>
        tasks
            .OrderBy(task => task.Due ?? today)
            .ThenBy(task => task.Kind)
            .ThenBy(task => task.Title, StringComparer.Ordinal)
            .ThenBy(task => task.Subject)
            .ToList();

    public static ApplicantTask Join(Guid organisation, string name, string invitedBy) =>
        new(
            ApplicantTaskKind.Join,
            organisation,
            $"Join {name}?",
            $"{invitedBy} asks you to join. You would see and edit all of its applications.",
            null,
            1,
            $"Join {name}"
        );

    /// <param name="person">Who is asking.</param>
    public static IEnumerable<ApplicantTask> Of(ApplicantFacts row, Guid person, DateTime now)
    {
        if (row.RoundWithdrawnAt is not null || row.Status == ApplicationStatus.Withdrawn)
            return [];
        return row.Status == ApplicationStatus.Draft ? Draft(row, now) : Sent(row, LondonTime.DateOf(now)).Concat(Grant(row, person, now));
    }

    private static IEnumerable<ApplicantTask> Draft(ApplicantFacts row, DateTime now)
    {
        if (now > row.ClosesAt)
            yield break;
        var closes = LondonTime.DateOf(row.ClosesAt);
        if (row.CertificateAskedBy is { } asks)
            yield return new(
                ApplicantTaskKind.CertifyApplication,
                row.Id,
                $"Certify the application that {asks} finished",
                $"{Name(row)}. Read it, and certify that it is true. That sends it.",
                closes,
                10,
                "Read and certify"
            );
        else if (row is { CertificateAskedOf: { } asked, CertificateAskedAt: { } at })
            yield return new(
                ApplicantTaskKind.WaitForCertificate,
                row.Id,
                $"Wait until {asked} certifies {Name(row)}",
                $"They were asked at {LondonTime.DateAndTime(at)}. It is not sent until they certify it. {Closing(row, closes, now)}",
                closes,
                null,
                "See who is asked"
            );
        else
            yield return new(
                ApplicantTaskKind.Continue,
                row.Id,
                $"Finish your application: {Name(row)}",
                (row.RecalledAt is null ? "" : "It was taken back and is not sent. ") + Closing(row, closes, now),
                closes,
                null,
                "Continue"
            );
    }

    private static IEnumerable<ApplicantTask> Sent(ApplicantFacts row, DateOnly today)
    {
        if (row.ChangesDueOn is { } due)
            yield return new(
                ApplicantTaskKind.AnswerChanges,
                row.Id,
                "Answer what we asked again",
                $"{Name(row)}. We need something more before we can consider it.",
                due,
                10,
                "Answer"
            );
        if (row is { AsksPart: true, LetterSentAt: null })
            yield return new(
                ApplicantTaskKind.AnswerPart,
                row.Id,
                "Say whether the project works with less",
                $"{Name(row)}. We may be able to pay for part of it.",
                null,
                5,
                "Answer"
            );
        if (row is { LetterSentAt: { } sent, IsOffer: false } && LondonTime.DateOf(sent).AddDays(ReadingDays) >= today)
            yield return new(
                ApplicantTaskKind.Letter,
                row.Id,
                "Read our letter",
                $"{Name(row)}. It says what we decided, and why.",
                null,
                3,
                "Read the letter"
            );
    }

    private static IEnumerable<ApplicantTask> Grant(ApplicantFacts row, Guid person, DateTime now)
    {
        var today = LondonTime.DateOf(now);
        if (row.AsksSubsidy)
            yield return new(
                ApplicantTaskKind.Subsidy,
                row.Id,
                "Tell us about other subsidies",
                $"{Name(row)}. The law asks us to check this before we pay.",
                null,
                5,
                "Answer"
            );
        // A grant that ended early still has its last return, its closing sum and what must be paid back.
        var goesOn = row.EndedAt is null;
        if (goesOn && row is { IsOffer: true, AcceptedAt: null, MaySign: true })
            yield return row.AcceptBy < today
                ? new(
                    ApplicantTaskKind.AskForTime,
                    row.Id,
                    "Ask us for more time to accept your grant",
                    $"{Name(row)}. The offer could be accepted until {LondonTime.Date(row.AcceptBy.Value)}. It is not withdrawn.",
                    null,
                    3,
                    "Ask for more time"
                )
                : new(
                    ApplicantTaskKind.Accept,
                    row.Id,
                    $"Read our letter and accept {Grant(row)}",
                    $"{Name(row)}. We offer you this grant.",
                    row.AcceptBy,
                    5,
                    "Read the letter"
                );
        if (row.AcceptedAt is null)
            yield break;
        if (row.RecoveryId is { } recovery)
            yield return new(
                ApplicantTaskKind.AnswerRecovery,
                recovery,
                "Answer us about money that may have to be paid back",
                $"{Name(row)}. We have not decided yet. Tell us if you accept it, or why not.",
                row.RecoveryAnswerBy,
                5,
                "Answer"
            )
            {
                IsLate = row.RecoveryAnswerBy < today,
            };
        if (goesOn && row.NeedsBank)
            yield return new(
                ApplicantTaskKind.BankDetails,
                row.OrganisationId,
                "Give us your bank details",
                $"So that we can pay {Grant(row)}{(row.PaysOn > today ? $", from {LondonTime.DayAndMonth(row.PaysOn.Value)}" : "")}. {Name(row)}.",
                row.PaysOn > today ? row.PaysOn : null,
                4,
                "Start"
            );
        if (goesOn && row.AsksAccount)
            yield return new(
                ApplicantTaskKind.BankDetails,
                row.OrganisationId,
                "Tell us if your bank account is right",
                $"The bank could not pay into it, so we cannot pay {Grant(row)}. {Name(row)}.",
                null,
                2,
                "Answer"
            );
        if (goesOn && row.ConditionsWanted > 0)
            yield return new(
                ApplicantTaskKind.Condition,
                row.Id,
                row.ConditionsWanted == 1
                    ? "Send what your grant depends on"
                    : $"Send {row.ConditionsWanted} things that your grant depends on",
                $"{Name(row)}. We pay when we have it and have checked it.",
                null,
                5,
                "Send it"
            );
        if (row is { ReturnId: { } report, ReturnDueOn: { } due })
        {
            var late =
                due < today
                    ? $" It has been late since {LondonTime.Date(due)}.{(row.HasUnpaid ? " We pay nothing more until we have it." : "")}"
                    : "";
            if (row.ReturnPreparedBy is null)
                yield return new(
                    ApplicantTaskKind.Return,
                    report,
                    row.ReturnIsAskedAgain
                        ? due < today
                            ? "Answer our questions about your return: it is late"
                            : "Answer our questions about your return"
                        : row.ReturnIsReuse
                            ? "Tell us what you used the money for"
                            : due < today
                                ? "Send your return: it is late"
                                : "Tell us how the project is going",
                    row.ReturnIsAskedAgain ? $"{Name(row)}. We have read it, and ask about parts of it.{late}"
                        : row.ReturnIsReuse ? $"{Name(row)}. A short return about the money that you may use again.{late}"
                        : $"{Name(row)}. A return about what you did and spent.{late}",
                    due,
                    row.ReturnIsAskedAgain ? 10 : 30,
                    row.ReturnIsAskedAgain ? "Answer" : "Start"
                )
                {
                    IsLate = due < today,
                };
            else if (row.ReturnPreparedBy == person)
                yield return new(
                    ApplicantTaskKind.WaitForReturn,
                    report,
                    due < today ? "Ask a colleague to certify your return: it is late" : "Ask a colleague to certify your return",
                    $"{Name(row)}. You prepared it, so someone else must read and certify it. That sends it.{late}",
                    due,
                    2,
                    "See the return"
                )
                {
                    IsLate = due < today,
                };
            else if (row.ReturnPreparedBy is { } by && by != person)
                yield return new(
                    ApplicantTaskKind.CertifyReturn,
                    report,
                    $"Certify the return that {row.ReturnPreparedByName ?? "a colleague"} prepared{(due < today ? ": it is late" : "")}",
                    $"{Name(row)}. Read it, and certify that it is true. That sends it.{late}",
                    due,
                    10,
                    "Read and certify"
                )
                {
                    IsLate = due < today,
                };
        }
        if (goesOn && row.ClaimSentBackAt is { } back)
            yield return new(
                ApplicantTaskKind.CorrectClaim,
                row.Id,
                "Correct the claim that we sent back",
                $"{Name(row)}. We sent it back on {LondonTime.Date(back)} and say why. We pay nothing of it until you send it again.",
                null,
                10,
                "Correct it"
            );
        if (row.UseCertificateDueOn is { } signBy)
        {
            var late = signBy < today ? $" It has been late since {LondonTime.Date(signBy)}." : "";
            yield return row.MaySign && row.UseCertificateWriter != person
                ? new(
                    ApplicantTaskKind.UseCertificate,
                    row.Id,
                    row.UseCertificateAgain ? "Sign the certificate of your grant again" : "Sign how you used the grant",
                    $"{Name(row)}. {(row.UseCertificateAgain ? "We say why on the page." : "It is filled in from your final return.")}{late}",
                    signBy,
                    10,
                    "Read and sign"
                )
                {
                    IsLate = signBy < today,
                }
                : new(
                    ApplicantTaskKind.WaitForUseCertificate,
                    row.Id,
                    "Ask a colleague to sign how you used the grant",
                    $"{Name(row)}. {(row.MaySign ? "You wrote the final return, so someone else must sign." : "Someone who may sign for you needs to do this.")}{late}",
                    signBy,
                    2,
                    "See the certificate"
                )
                {
                    IsLate = signBy < today,
                };
        }
        if (row.AsksCloseOut)
            yield return new(
                ApplicantTaskKind.CloseOut,
                row.Id,
                "Agree the figures that close your grant",
                $"{Name(row)}.",
                null,
                5,
                "See the figures"
            );
        if (row.PublicPageObjectBy is { } objectBy)
            yield return new(
                ApplicantTaskKind.PublicPage,
                row.Id,
                "Read the page about your project before we publish it",
                $"{Name(row)}. Tell us if anything in it should be different.",
                objectBy,
                5,
                "Read the page"
            );
        if (goesOn && row.VariationAnsweredAt is { } answered && LondonTime.DateOf(answered).AddDays(ReadingDays) >= today)
            yield return new(
                ApplicantTaskKind.VariationAnswer,
                row.Id,
                "Read our answer to the change that you asked for",
                $"{Name(row)}.",
                null,
                2,
                "Read the answer"
            );
    }

    private static string Name(ApplicantFacts row) => row.ProjectName ?? row.Organisation;

    private static string Grant(ApplicantFacts row) => row.Awarded is { } amount ? amount.ToShortString() : "the grant";

    private static string Closing(ApplicantFacts row, DateOnly closes, DateTime now) =>
        $"{row.FundName}, {row.RoundName} closes at {LondonTime.Time(row.ClosesAt)}: {Left(closes, LondonTime.DateOf(now))}.";

    private static string Left(DateOnly closes, DateOnly today) =>
        (closes.DayNumber - today.DayNumber) switch
        {
            0 => "today",
            1 => "tomorrow",
            var days => $"{days} days left",
        };
}
