using Commissioning.Features.Decisions;

namespace Commissioning.Web.Pages.Decisions;

public interface IFurtherDecisionPage
{
    FurtherDecisionForm Form { get; }

    /// <summary>What can be chosen; one choice needs no question.</summary>
    bool MayChoose { get; }
    FurtherDecision.View View { get; }
}
