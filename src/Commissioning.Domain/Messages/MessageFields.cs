namespace Commissioning.Domain.Messages;

/// <summary>Fields that many messages share.</summary>
internal static class MessageFields
{
    public static readonly MergeField Fund = new("fund", "Name of the fund", "Commissioner's Safety Fund"),
        Round = new("round", "Name of the round", "Commissioner's Safety Fund, Round 1, 2026-27"),
        Project = new("project", "Name of the project", "Safer Saturdays"),
        Organisation = new("organisation", "Name of the organisation", "Friends of Test Park"),
        Reference = new("reference", "Reference of the application", "CSF-26-R1-012"),
        Amount = new("amount", "Amount of money", "£4,500.00"),
        By = new("by", "Name of the person who did it", "Ben Hughes"),
        Reason = new("reason", "What the person wrote", "The hall is closed in May."),
        Note = new("note", "What the person wrote; may be empty", "The hall is closed in May.", CanBeEmpty: true);

    /// <summary>Of every message about a round.</summary>
    public static readonly IReadOnlyList<MergeField> OfRound = [Fund, Round];

    /// <summary>Of every message about an application that may be a draft.</summary>
    public static readonly IReadOnlyList<MergeField> OfDraft = [Fund, Round, Project, Organisation];

    /// <summary>Of every message about a sent application or its grant.</summary>
    public static readonly IReadOnlyList<MergeField> OfApplication = [Fund, Round, Project, Organisation, Reference];
}
