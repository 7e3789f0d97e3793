using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;

namespace Commissioning.Web.Pages.Awards;

public interface IVariationPage
{
    VariationKind Kind { get; }

    string ReasonLabel { get; }

    /// <summary>Who reads why.</summary>
    string ReasonHint { get; }
    VariationForm Form { get; }
    VariationQueries.VariationDetail View { get; }
}
