using Commissioning.Features.Applications;

namespace Commissioning.Web.Pages.Applications;

/// <summary>A copy of a bid to be shown, and where its documents are for the person who reads it.</summary>
public sealed record BidCopyModel(ApplicationCopy Copy, Func<Guid, string> LinkTo);
