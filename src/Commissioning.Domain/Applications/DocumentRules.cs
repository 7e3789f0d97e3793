using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Applications;

/// <summary>Which documents an application needs, and which of the organisation's earlier ones may be used again.</summary>
public static class DocumentRules
{
    /// <summary>Whether an applicant with these answers must add this document (R18).</summary>
    /// <param name="organisation">The kind of organisation; null: not known, as in a test of the form.</param>
    public static bool IsNeeded(DocumentKind kind, Func<string, string?> answers, OrganisationKind? organisation)
    {
        if (organisation is not null)
        {
            if (organisation.IsIn(kind.Settings.NotNeededFrom))
                return false;
            if (organisation.DocumentsNotNeeded.Contains(kind.Name.Trim(), StringComparer.OrdinalIgnoreCase))
                return false;
            if (organisation.Accounts != AccountsAsked.AsTheFormSays && IsAccounts(kind))
                return organisation.Accounts == AccountsAsked.Always;
        }
        return kind.Required || (kind.Settings.RequireWhen.Count > 0 && FormRules.Hold(kind.Settings.RequireWhen, answers));
    }

    /// <summary>A document of which some kinds of organisation must send one, and others none.</summary>
    private static bool IsAccounts(DocumentKind kind) => kind.Name.Contains("accounts", StringComparison.OrdinalIgnoreCase);

    /// <summary>A sentence for each document that must be added before the application can be sent, in the order of the form.</summary>
    public static IReadOnlyList<Refusal> WhyMissing(
        IReadOnlyList<DocumentKind> kinds,
        ApplicationContent content,
        Func<string, string?> answers
    ) =>
        kinds
            .Where(kind =>
                kind.Stage == DocumentStage.WithApplication
                && IsNeeded(kind, answers, content.OrganisationKind)
                && !content.DocumentKinds.Contains(kind.Id)
            )
            .Select(kind => new Refusal($"Add {kind.Name}"))
            .ToList();

    /// <summary>The state of the part "Documents", as the task list shows it.</summary>
    public static DocumentsState StateOf(IReadOnlyList<DocumentKind> kinds, ApplicationContent content, Func<string, string?> answers)
    {
        var now = kinds.Where(kind => kind.Stage == DocumentStage.WithApplication).ToList();
        if (WhyMissing(now, content, answers).Count > 0)
            return DocumentsState.ToDo;
        if (now.Any(kind => content.DocumentKinds.Contains(kind.Id)))
            return DocumentsState.Done;
        // A later answer may still make one needed.
        return
            now.Count == 0 || now.Any(kind => kind.Settings.RequireWhen.Any(condition => string.IsNullOrEmpty(answers(condition.Question))))
            ? DocumentsState.NothingNeededYet
            : DocumentsState.Optional;
    }

    /// <summary>Null when a document is still good on the day on which it is added; otherwise why it is not.</summary>
    public static Refusal? WhyRunOut(DateOnly? expiresOn, DateOnly today, string field) =>
        expiresOn < today
            ? new($"This document was good until {LondonTime.Date(expiresOn.Value)}. Add the one that is in force now.", field)
            : null;

    /// <summary>Null when an earlier document may be used again (R20); otherwise why it may not.</summary>
    /// <param name="document">The document's name in the form.</param>
    /// <param name="addedOn">The day on which it was added first.</param>
    /// <param name="expiresOn">The last day on which it is good; null: it has none.</param>
    /// <param name="months">For how long one without a date is offered again.</param>
    public static Refusal? WhyCannotUseAgain(string document, DateOnly addedOn, DateOnly? expiresOn, int months, DateOnly today)
    {
        if (expiresOn < today)
            return new(
                $"The {Sentences.SmallFirst(document)} that we have was good until {LondonTime.Date(expiresOn.Value)}. Add the new one."
            );
        return expiresOn is null && addedOn.AddMonths(months) < today
            ? new($"The {Sentences.SmallFirst(document)} that we have is of {LondonTime.Date(addedOn)}. Add the one that is in force now.")
            : null;
    }
}
