using Commissioning.Features.Applications;

namespace Commissioning.Web.Pages.Applications;

/// <summary>Requests that were answered, for everybody who reads the application.</summary>
public sealed record AnsweredRequestsModel(IReadOnlyList<ChangeRequestQueries.AnsweredRequest> Answered, Func<Guid, string> LinkTo);
