using Commissioning.Features.Applications;

namespace Commissioning.Web.Pages.Applications;

/// <summary>What differs between two copies, with links to the documents of both for the person who reads them.</summary>
public sealed record ComparisonModel(ApplicationComparison Comparison, Func<Guid, string> LinkTo)
{
    public IReadOnlyList<(string Heading, IReadOnlyList<ApplicationComparison.ChangedText> Texts)> Texts =>
        [
            ("Project", Comparison.Project),
            ("Answers", Comparison.Answers),
            ("Outcomes and measures", Comparison.Outcomes),
            ("Organisation", Comparison.Organisation),
        ];
}
