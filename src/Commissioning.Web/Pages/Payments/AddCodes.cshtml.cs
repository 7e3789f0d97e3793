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
public sealed class AddCodesModel(Db db, AddCodeSet add) : PageModel
{
    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public CodeForm Form { get; set; } = new();

    [BindProperty]
    public DateParts FirstDay { get; set; } = new();

    [BindProperty]
    public DateParts LastDay { get; set; } = new();
    public IReadOnlyList<Choice> Scopes { get; private set; } = [];

    public async Task OnGetAsync([FromQuery] string? about = null, [FromQuery] string? kind = null, [FromQuery] DateOnly? from = null)
    {
        (About, Kind, FirstDay) = (about, kind, DateParts.From(from));
        Scopes = await db.ReadAsync(CodesModel.ChoicesAsync);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Scopes = await db.ReadAsync(CodesModel.ChoicesAsync);
        if (!FirstDay.IsBlank && FirstDay.WhyNotADate("the first day") is { } noFirst)
            this.AddError(nameof(FirstDay), noFirst);
        if (!LastDay.IsBlank && LastDay.WhyNotADate("the last day") is { } noLast)
            this.AddError(nameof(LastDay), noLast);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var added = await add.RunAsync(
            User.Actor(),
            CodeScope.Parse(About),
            Enum.TryParse<CodedKind>(Kind, out var kind) ? kind : null,
            Form.ToCodes(),
            FirstDay.ToDate(),
            LastDay.ToDate()
        );
        return added.IsDone ? this.Next(Links.Payments.Codes, "The codes are added") : this.PageWithErrors(added);
    }
}
