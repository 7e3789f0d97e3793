using Commissioning.Features.Applications;

namespace Commissioning.Web.Pages.Applications;

/// <summary>A copy of an application to be shown, and where its documents are for the person who reads it.</summary>
public sealed record SubmittedCopyModel(ApplicationCopy Copy, Func<Guid, string> LinkTo)
{
    /// <summary>While it is a draft, where each part is changed; null once it is sent.</summary>
    public Guid? Draft { get; init; }
}
