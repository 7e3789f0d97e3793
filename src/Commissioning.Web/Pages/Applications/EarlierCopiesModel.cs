using Commissioning.Features.Applications;

namespace Commissioning.Web.Pages.Applications;

/// <summary>What was sent before it was taken back, with a link to each file for the person who reads it.</summary>
public sealed record EarlierCopiesModel(IReadOnlyList<EarlierCopies.EarlierFile> Files, Func<Guid, string> LinkTo);
