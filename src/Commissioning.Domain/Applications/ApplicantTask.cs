namespace Commissioning.Domain.Applications;

/// <summary>One thing that a person has to do.</summary>
/// <param name="Subject">The application; for a return, the return; for an invitation, the organisation.</param>
/// <param name="Why">What it is about, as a sentence.</param>
/// <param name="Due">The last day for it; null: it waits without a day.</param>
/// <param name="Minutes">About how long it takes; null: not known.</param>
/// <param name="Button">What its button says.</param>
public sealed record ApplicantTask(
    ApplicantTaskKind Kind,
    Guid Subject,
    string Title,
    string Why,
    DateOnly? Due,
    int? Minutes,
    string Button
)
{
    /// <summary>Its day has passed.</summary>
    public bool IsLate { get; init; }

    /// <summary>The project that it is about, where several tasks have one title.</summary>
    public string? Project { get; init; }
}
