using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class CodeSetModel(Db db, ReplaceCodeSet replace, EndCodeSet end) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public CodeForm Form { get; set; } = new();

    [BindProperty]
    public DateParts From { get; set; } = new();

    [BindProperty]
    public DateParts LastDay { get; set; } = new();
    public CodeSets.CodeSetDetail Detail { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await ReadAsync();
        (Version, Form) = (Detail.Set.Version, CodeForm.From(Detail.Set.Codes));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        if (!From.IsBlank && From.WhyNotADate("the first day") is { } noDay)
            return this.PageWithErrors(new(noDay, nameof(From)));
        var replaced = await replace.RunAsync(User.Actor(), Id, Version, Form.ToCodes(), From.ToDate());
        return replaced.IsDone
            ? this.Next(Links.Payments.CodeSet(replaced.Value), "The codes are replaced")
            : this.PageWithErrors(replaced);
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        await ReadAsync();
        Form = CodeForm.From(Detail.Set.Codes);
        if (!LastDay.IsBlank && LastDay.WhyNotADate("the last day") is { } noDay)
            return this.PageWithErrors(new(noDay, nameof(LastDay)));
        var ended = await end.RunAsync(User.Actor(), Id, Version, LastDay.ToDate());
        return ended.IsDone ? this.Next(Links.Payments.CodeSet(Id), "The codes have an end") : this.PageWithErrors(ended);
    }

    private async Task ReadAsync() => Detail = await db.ReadAsync(work => CodeSets.GetAsync(work, Id));
}
