using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Applications;

/// <summary>Everything an applicant has written so far. A draft may have nulls and gaps.</summary>
public sealed record ApplicationContent
{
    public required ProjectContent Project { get; init; }

    /// <summary>What the lines of the budget ask for; null while there is no line.</summary>
    public Money? AmountRequested => BudgetContent.AmountOf(Budget);

    /// <summary>True when the applicant has confirmed, for this application, that the organisation's profile is right.</summary>
    public bool ProfileConfirmed { get; init; }

    /// <summary>Answers by question id.</summary>
    public required IReadOnlyDictionary<Guid, string> Answers { get; init; }
    public required IReadOnlyList<BudgetLine> Budget { get; init; }
    public required IReadOnlyList<OutcomeMeasure> Outcomes { get; init; }

    /// <summary>The kinds of document that have been added.</summary>
    public required IReadOnlyCollection<Guid> DocumentKinds { get; init; }

    /// <summary>What was typed in a draft and cannot be read yet.</summary>
    public IReadOnlyList<Gap> Unread { get; init; } = [];

    /// <summary>The kind of organisation that applies; null: not known, as in a test of the form.</summary>
    public OrganisationKind? OrganisationKind { get; init; }

    public GivenAnswers Given => new(Project.Served, Project.Zone, AmountRequested, Answers);
}
