using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Applications;

/// <summary>The eligibility check: answered for each organisation and round, and kept as it was answered (R9).</summary>
public static class EligibilityRules
{
    /// <summary>Null when an application may be started on these answers; otherwise why not: a question is open, or a no.</summary>
    /// <param name="answers">Yes or no by question.</param>
    /// <param name="onPaper">A paper need not answer every question; a no counts there too.</param>
    public static Refusal? WhyCannotStart(
        IReadOnlyList<EligibilityQuestion> questions,
        IReadOnlyDictionary<Guid, bool?>? answers,
        bool onPaper = false
    )
    {
        foreach (var question in questions)
        {
            var answer = answers?.GetValueOrDefault(question.Id);
            if (answer is null && !onPaper)
                return new("Answer the questions of the eligibility check for this organisation first", nameof(answers));
            if (answer == false)
                return new($"{question.Wording} The answer is no. {question.WhyNot}", nameof(answers));
        }
        return null;
    }

    /// <summary>Null when the check was answered for this kind of organisation. One person's second organisation answers for
    /// itself.</summary>
    public static Refusal? WhyAnotherKind(EligibilityCheck? check, string organisationKind, OrganisationKinds kinds) =>
        check?.Kind is { } answered && kinds.NameNow(answered) != organisationKind
            ? new(
                $"You answered the eligibility check for: {answered}. This organisation is: {organisationKind}. Answer the questions again for it.",
                nameof(check)
            )
            : null;

    public static string InWords(bool? answer) =>
        answer switch
        {
            true => "Yes",
            false => "No",
            _ => "Not said",
        };
}
