using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Awards;

public interface IVariationPage
{
    VariationKind Kind { get; }
    VariationForm Form { get; }
    Variations.VariationDetail View { get; }
}
