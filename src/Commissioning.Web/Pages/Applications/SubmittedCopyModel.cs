using Commissioning.Features.Applications;

namespace Commissioning.Web.Pages.Applications;

/// <summary>A copy of an application, with links to its documents for the person who reads it.</summary>
public sealed record SubmittedCopyModel(ApplicationCopy Copy, Func<Guid, string> LinkTo)
{
    /// <summary>Null when the copy is what was received.</summary>
    public string? Warning { get; init; }

    /// <summary>The draft to which change links lead; null once it is sent.</summary>
    public Guid? Draft { get; init; }
}
