using Commissioning.Features.Applications;

namespace Commissioning.Web.Pages.Applications;

/// <summary>A copy of an application, with links to its documents for the person who reads it.</summary>
public sealed record SubmittedCopyModel(ApplicationCopy Copy, Func<Guid, string> LinkTo)
{
    /// <summary>Null when the copy is what was received.</summary>
    public string? Warning { get; init; }

    /// <summary>The answers that are shown here; null: all.</summary>
    public IReadOnlyList<ApplicationCopy.AnswerCopy>? Only { get; init; }

    /// <summary>What is not an answer of the form is folded away.</summary>
    public bool Folded { get; init; }

    /// <summary>They stand elsewhere on the page.</summary>
    public bool WithoutBudget { get; init; }

    /// <inheritdoc cref="WithoutBudget"/>
    public bool WithoutOutcomes { get; init; }

    /// <summary>The draft to which change links lead; null once it is sent.</summary>
    public Guid? Draft { get; init; }
}
