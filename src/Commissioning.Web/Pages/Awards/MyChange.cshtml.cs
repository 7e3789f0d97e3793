using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.WriteApplications)]
public sealed class MyChangeModel(AwardChanges changes) : PageModel, IChangePage
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute(Name = "kind")]
    public string KindName { get; set; } = "";

    [BindProperty]
    public ChangeForm Form { get; set; } = new();
    public AwardChanges.View View { get; private set; } = null!;
    public AwardChangeKind Kind =>
        Enum.TryParse<AwardChangeKind>(KindName, ignoreCase: true, out var kind)
        && Enum.IsDefined(kind)
        && !AwardChangeRules.OfficeOnly.Contains(kind)
        && kind != AwardChangeKind.Bank
            ? kind
            : throw new NotFoundException("No such change");

    public async Task OnGetAsync()
    {
        _ = Kind;
        View = await changes.GetMineAsync(User.Actor(), Id);
        Form = ChangeForm.From(View);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await changes.GetMineAsync(User.Actor(), Id);
        var (wanted, wrong) = Form.Read(Kind, View);
        if (this.AnyErrors(wrong))
            return this.PageWithErrors();
        return this.AnyErrors(await changes.AskAsync(User.Actor(), Id, null, Kind, wanted, Form.Reason))
            ? this.PageWithErrors()
            : this.Next(Links.Awards.MyGrant(Id), "We have what you ask for, and write to you");
    }
}
