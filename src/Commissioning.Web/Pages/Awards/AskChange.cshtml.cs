using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.SendLetters)]
public sealed class AskChangeModel(AwardChanges changes) : PageModel, IChangePage
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute(Name = "kind")]
    public string KindName { get; set; } = "";

    [BindProperty]
    public ChangeForm Form { get; set; } = new();
    public AwardChanges.View View { get; private set; } = null!;
    public AwardChangeKind Kind =>
        Enum.TryParse<AwardChangeKind>(KindName, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && kind != AwardChangeKind.Bank
            ? kind
            : throw new NotFoundException("No such change");

    public async Task OnGetAsync()
    {
        _ = Kind;
        View = await changes.GetAsync(Id);
        Form = ChangeForm.From(View);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await changes.GetAsync(Id);
        var (wanted, wrong) = Form.Read(Kind, View);
        if (this.AnyErrors(wrong))
            return this.PageWithErrors();
        return this.AnyErrors(await changes.AskAsync(User.Actor(), null, Id, Kind, wanted, Form.Reason))
            ? this.PageWithErrors()
            : this.Next(Links.Awards.Changes(Id), "The change is asked for. Somebody else decides.");
    }
}
