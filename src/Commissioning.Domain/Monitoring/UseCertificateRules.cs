using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Monitoring;

/// <summary>The certificate of how a grant was used: who owes one, who may sign it, and when it must be signed again. Which sums ask for
/// one is the round's policy (default, not OPCC policy).</summary>
public static class UseCertificateRules
{
    /// <summary>Which certificate a grant of this size owes; null: none.</summary>
    public static UseCertificateKind? KindOf(Money grant, AwardPolicy policy) =>
        grant >= policy.ExaminerFrom ? UseCertificateKind.Examined
        : grant >= policy.CertificateFrom ? UseCertificateKind.BySignatory
        : null;

    /// <summary>The sum from which a grant owes this kind.</summary>
    public static Money From(UseCertificateKind kind, AwardPolicy policy) =>
        kind == UseCertificateKind.Examined ? policy.ExaminerFrom : policy.CertificateFrom;

    /// <summary>What the agreement says of it; null: this grant owes none.</summary>
    public static string? InWords(Money grant, AwardPolicy policy)
    {
        if (KindOf(grant, policy) is not { } kind)
            return null;
        var wait = policy.CertificateHoldsPayment ? "If part of the grant is not paid by then, we pay it after that. " : "";
        var examiner =
            kind == UseCertificateKind.Examined
                ? " An independent examiner or an auditor must look at the figures as well, and sign a statement. They must not be one of your members."
                : "";
        return $"Your grant is {From(kind, policy).ToShortString()} or more. So we also need a certificate of how you used it. It says what we paid, what you spent and what is left. We fill it in from your returns. Someone who may sign for you signs it, within {policy.CertificateDays} days of your final return.{examiner} {wait}We can only close the grant when we have accepted the certificate.";
    }

    public static string Name(ExaminerCapacity capacity) => capacity == ExaminerCapacity.Auditor ? "Auditor" : "Independent examiner";

    /// <summary>Null when it can be signed now.</summary>
    /// <param name="final">Null: no final return is planned.</param>
    /// <param name="now">Null: the final return is not with the office.</param>
    public static Refusal? WhyNotOpen(UseCertificateState state, ReturnStatus? final, UseFigures? now) =>
        state == UseCertificateState.Waived ? new("We no longer ask for this certificate")
        : state == UseCertificateState.Accepted ? new("We have accepted this certificate")
        : state == UseCertificateState.Sent ? new("This certificate is signed, and we are checking it")
        : final is not (ReturnStatus.Submitted or ReturnStatus.Accepted)
            ? new("Send your final return first. The certificate takes its figures from it.")
        : now is { IsNothing: true } ? new("Nothing was paid and nothing was spent, so there is nothing to sign")
        : null;

    /// <summary>Null when this person may sign: one of those who sign for the organisation, but not the one who wrote the final return
    /// where another can.</summary>
    /// <param name="signatories">Who may sign for the organisation.</param>
    /// <param name="isMember">False: an officer, who has the paper that a signatory signed.</param>
    /// <param name="writer">Who wrote the final return; null: not known.</param>
    public static Refusal? WhyCannotSign(IReadOnlyList<OrganisationPerson> signatories, Guid person, bool isMember, Guid? writer)
    {
        if (!isMember)
            return null;
        if (signatories.All(one => one.PersonId != person))
            return new(
                $"Only someone who may sign for the organisation can sign this: {string.Join(", ", signatories.Select(one => one.DisplayName))}. Ask them, or name others on the organisation's page."
            );
        var others = signatories.Where(one => one.PersonId != writer).Select(one => one.DisplayName).ToList();
        return person == writer && others.Count > 0
            ? new($"You wrote the final return, so someone else who may sign must sign this: {string.Join(" or ", others)}")
            : null;
    }

    /// <summary>Null when this name may stand under the certificate: neither who examined the figures nor, where another can sign, who
    /// wrote
    /// the final return.</summary>
    /// <param name="writer">Who wrote the final return; null: not known.</param>
    /// <param name="examiner">Null: none was needed.</param>
    public static Refusal? WhyNotTheirName(
        IReadOnlyList<OrganisationPerson> signatories,
        Guid? writer,
        string? writerName,
        string? examiner,
        string? signName
    ) =>
        string.IsNullOrWhiteSpace(signName) ? null
        : examiner is not null && IsSameName(examiner, signName)
            ? new($"{signName.Trim()} examined the figures, so someone of the organisation must sign this", nameof(signName))
        : writerName is not null && IsSameName(writerName, signName) && signatories.Any(one => one.PersonId != writer)
            ? new($"{signName.Trim()} wrote the final return, so someone else who may sign must sign this", nameof(signName))
        : null;

    /// <summary>Why the person who signed no longer stands behind the certificate, as a sentence: they have written the final return since,
    /// and another can sign. Null: they do.</summary>
    /// <param name="signedBy">Null: on paper, so that their name is all that is known.</param>
    /// <param name="writer">Who wrote the final return; null: not known.</param>
    public static string? WhyWroteTheReturn(
        IReadOnlyList<OrganisationPerson> signatories,
        Guid? signedBy,
        string signName,
        Guid? writer,
        string? writerName
    )
    {
        var wrote = signedBy is { } person ? person == writer : writerName is not null && IsSameName(signName, writerName);
        var others = signatories.Where(one => one.PersonId != writer).Select(one => one.DisplayName).ToList();
        return wrote && others.Count > 0
            ? $"{signName} signed the certificate and has now written the final return, so someone else who may sign must sign it: {string.Join(" or ", others)}"
            : null;
    }

    /// <summary>What is to be explained: each line that differs from its budget, and money that is left. Of a grant that shrank, what a
    /// line
    /// did not spend needs no reason.</summary>
    /// <param name="tolerance">Up to this a line needs no reason, in pence.</param>
    /// <param name="said">What the return says of each line, in their order; null: nothing.</param>
    public static IReadOnlyList<UseDifference> Differences(UseFigures figures, Money tolerance, IReadOnlyList<string?> said)
    {
        var lines = figures
            .Lines.Select((line, i) => (Line: line, Said: said.Count > i ? said[i] : null))
            .Where(one => one.Line.Left != Money.Zero)
            .Select(one => new UseDifference(
                one.Line.Left > Money.Zero
                    ? $"{one.Line.Item}: {one.Line.Left} less than its budget"
                    : $"{one.Line.Item}: {-one.Line.Left} more than its budget",
                one.Line.Left > tolerance && figures.NoLongerDue == Money.Zero || -one.Line.Left > tolerance,
                one.Said
            ));
        return figures.ToReturn > Money.Zero
            ? [.. lines, new($"{figures.ToReturn} that we paid and you did not spend", true, null)]
            : lines.ToList();
    }

    /// <summary>What is missing when somebody signs.</summary>
    /// <param name="explanations">One for each difference, in their order.</param>
    /// <param name="seen">The code of the figures that the person had before them.</param>
    /// <param name="onPaper">They send a signed paper; otherwise they sign on screen.</param>
    public static IReadOnlyList<Refusal> WhyIncomplete(
        UseFigures now,
        IReadOnlyList<UseDifference> differences,
        IReadOnlyList<string?> explanations,
        string? seen,
        string? signName,
        string? signRole,
        bool agreed,
        bool onPaper
    )
    {
        // What was read is no longer so; nothing else matters before it is read again.
        if (!onPaper && seen != now.Code)
            return [new("The figures changed after you opened this page. Read the new ones, and sign if they are right.")];
        List<Refusal> wrong = [];
        for (var i = 0; i < differences.Count; i++)
        {
            var (said, field) = (explanations.Count > i ? explanations[i] : null, Refusal.At(nameof(explanations), i));
            if (differences[i].Required && string.IsNullOrWhiteSpace(said))
                wrong.Add(new($"Explain this: {differences[i].What}", field));
            else if (TextLimit.WhyTooLong(said, 1000, field) is { } wide)
                wrong.Add(wide);
        }
        if (onPaper && !string.Equals(seen?.Replace(" ", "", StringComparison.Ordinal), now.Code, StringComparison.OrdinalIgnoreCase))
            wrong.Add(
                new(
                    string.IsNullOrWhiteSpace(seen)
                        ? "Enter the code that stands at the foot of the paper"
                        : "This code belongs to other figures than those on this page. Print the certificate again, and sign that one.",
                    "code"
                )
            );
        if (NameRules.WhyNotFullName(signName, 200, nameof(signName)) is { } unnamed)
            wrong.Add(
                onPaper && string.IsNullOrWhiteSpace(signName) ? new("Enter the full name of who signed it", nameof(signName)) : unnamed
            );
        if (signRole?.Trim() is not { Length: > 0 and <= 100 })
            wrong.Add(new("Enter the role in the organisation, such as Chair, in up to 100 characters", nameof(signRole)));
        if (!agreed)
            wrong.Add(
                new(
                    onPaper
                        ? "Confirm that the paper is signed, and that its figures are those on this page"
                        : "Confirm that the figures are right, that the grant was used as agreed, and that you may sign",
                    nameof(agreed)
                )
            );
        return wrong;
    }

    /// <summary>What is missing or wrong in the details of an examiner or auditor.</summary>
    /// <param name="earliest">Last day of the time that the final return is about.</param>
    /// <param name="members">Names of the organisation's members: none of them may examine it.</param>
    public static IReadOnlyList<Refusal> WhyExaminerIsWrong(
        string? examiner,
        string? examinerBody,
        string? examinerNumber,
        ExaminerCapacity? capacity,
        DateOnly? examinedOn,
        DateOnly? earliest,
        DateOnly today,
        IEnumerable<string> members
    )
    {
        List<Refusal> wrong = [];
        if (NameRules.WhyNotAName(examiner, "the full name of the examiner or auditor", 200, nameof(examiner)) is { } unnamed)
            wrong.Add(unnamed);
        else if (members.FirstOrDefault(member => IsSameName(member, examiner!)) is { } member)
            wrong.Add(
                new($"{member} is a member of the organisation, so someone from outside it must look at the figures", nameof(examiner))
            );
        if (NameRules.WhyNotAName(examinerBody, "the firm or professional body", 200, nameof(examinerBody)) is { } nowhere)
            wrong.Add(nowhere);
        if (TextLimit.WhyTooLong(examinerNumber, 50, nameof(examinerNumber)) is { } wide)
            wrong.Add(wide);
        if (capacity is null)
            wrong.Add(new("Choose whether they are an independent examiner or an auditor", nameof(capacity)));
        if (examinedOn is not { } on)
            wrong.Add(new("Enter the day on which they signed their statement", nameof(examinedOn)));
        else if (on > today)
            wrong.Add(new("The day of the statement cannot be in the future", nameof(examinedOn)));
        else if (on < earliest)
            wrong.Add(
                new(
                    $"The statement must cover the whole project, so it cannot be of a day before {LondonTime.Date(earliest.Value)}",
                    nameof(examinedOn)
                )
            );
        return wrong;
    }

    /// <summary>Null when the day on which a paper was signed can be.</summary>
    public static Refusal? WhyNotSignedOn(DateOnly? signedOn, DateOnly? earliest, DateOnly today) =>
        signedOn is not { } on ? new("Enter the day on which the paper was signed", nameof(signedOn))
        : on > today ? new("The day on which the paper was signed cannot be in the future", nameof(signedOn))
        : on < earliest
            ? new($"The paper cannot have been signed before the project ended on {LondonTime.Date(earliest.Value)}", nameof(signedOn))
        : null;

    /// <summary>Why a signed certificate no longer holds, as a sentence; null: it does. What it says is still to be paid may be paid,
    /// and what is left may be paid back.</summary>
    /// <param name="then">The figures that were signed.</param>
    public static string? WhyOutOfDate(UseFigures then, UseFigures now)
    {
        if (now.Spent != then.Spent)
            return $"Your final return now says that {now.Spent} was spent. The certificate says {then.Spent}.";
        if (
            now
                .Lines.Select(line => (line.Item, line.Spent))
                .Except(then.Lines.Select(line => (line.Item, line.Spent)))
                .Select(one => one.Item)
                .FirstOrDefault() is
            { } item
        )
            return $"Your final return now gives another sum for {item} than the certificate.";
        if (now.Grant != then.Grant)
            return $"Your grant is now {now.Grant}. The certificate says {then.Grant}.";
        if (now.Returned < then.Returned || now.Returned > then.Returned + then.ToReturn)
            return $"You have now paid back {now.Returned}. The certificate says {then.Returned}.";
        if (now.Paid < then.Paid)
            return $"A payment came back, so we have now paid {now.Paid}. The certificate says {then.Paid}.";
        return now.Paid > then.Paid + then.Unpaid ? $"We have now paid {now.Paid}. The certificate says {then.Paid}." : null;
    }

    /// <summary>Null when an officer can accept a certificate or send it back.</summary>
    /// <param name="signedBy">Who signed it, or typed in the paper.</param>
    /// <param name="final">The state of the final return.</param>
    public static Refusal? WhyCannotReview(
        UseCertificateState state,
        Guid? signedBy,
        Guid? examinedBy,
        Guid officer,
        bool accept,
        ReturnStatus? final,
        string? reviewNote
    ) =>
        state != UseCertificateState.Sent ? new("Only a signed certificate can be checked")
        : signedBy == officer || examinedBy == officer
            ? new("You sent this certificate for the organisation, so someone else must check it")
        : accept && final != ReturnStatus.Accepted ? new("Accept the final return first: the certificate takes its figures from it")
        : !accept && string.IsNullOrWhiteSpace(reviewNote)
            ? new("Say what the organisation should put right. It reads this.", nameof(reviewNote))
        : TextLimit.WhyTooLong(reviewNote, 2000, nameof(reviewNote));

    /// <summary>Null when somebody can ask to go without the certificate.</summary>
    public static Refusal? WhyCannotAskWaiver(UseCertificateState state, bool isAsked, string? waiverReason) =>
        state is UseCertificateState.Accepted or UseCertificateState.Waived ? new("This certificate is no longer needed")
        : isAsked ? new("Somebody has already asked to go without it")
        : ReasonRules.WhyTooThin(waiverReason, nameof(waiverReason));

    /// <summary>Null when this person can decide on a waiver: never the one who asked for it.</summary>
    /// <param name="askedBy">Null: nobody asked.</param>
    public static Refusal? WhyCannotDecideWaiver(UseCertificateState state, Guid? askedBy, Guid person) =>
        askedBy is not { } by || state is UseCertificateState.Accepted or UseCertificateState.Waived
            ? new("Nobody asks to go without this certificate")
        : by == person ? new("You asked for this, so someone else must decide it")
        : null;

    /// <summary>Null when close-out need not wait for the certificate.</summary>
    /// <param name="state">Null: none is owed.</param>
    public static Refusal? WhyCloseOutWaits(UseCertificateState? state) =>
        state is null or UseCertificateState.Accepted or UseCertificateState.Waived
            ? null
            : new(
                state == UseCertificateState.Sent
                    ? "The certificate of how the grant was used is not checked yet"
                    : "The certificate of how the grant was used is not signed yet"
            );

    private static bool IsSameName(string one, string other) => Words(one).SetEquals(Words(other));

    private static HashSet<string> Words(string name) =>
        name.Split([' ', '.', ',', '-'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.ToUpperInvariant()).ToHashSet();
}
