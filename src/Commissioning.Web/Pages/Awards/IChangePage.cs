using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Web.TagHelpers;

namespace Commissioning.Web.Pages.Awards;

public interface IChangePage
{
    AwardChangeKind Kind { get; }
    ChangeForm Form { get; }
    AwardChanges.View View { get; }
}
