using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.SampleForAudit)]
public sealed class SamplesModel(Db db, DrawAuditSample draw) : PageModel
{
    public static readonly IReadOnlyList<Choice> Sources = Enum.GetValues<SampleSource>()
        .Select(source => new Choice(source.ToString(), source.Name()))
        .ToList();
    public static readonly IReadOnlyList<Choice> Methods = Enum.GetValues<SampleMethod>()
        .Select(method => new Choice(method.ToString(), method.Name()))
        .ToList();

    [BindProperty]
    public SampleSource? Source { get; set; }

    [BindProperty]
    public SampleMethod? Method { get; set; }

    [BindProperty]
    public DateParts From { get; set; } = new();

    [BindProperty]
    public DateParts To { get; set; } = new();

    [BindProperty]
    public string? Size { get; set; }

    [BindProperty]
    public string? Seed { get; set; }
    public IReadOnlyList<AuditSamples.Sample> View { get; private set; } = [];

    public async Task OnGetAsync() => View = await db.ReadAsync(AuditSamples.ListAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!From.IsBlank && From.WhyNotADate("the first day") is { } noFrom)
            this.AddError(nameof(From), noFrom);
        if (!To.IsBlank && To.WhyNotADate("the last day") is { } noTo)
            this.AddError(nameof(To), noTo);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var drawn = await draw.RunAsync(
            User.Actor(),
            Source,
            Method,
            From.ToDate(),
            To.ToDate(),
            Seed,
            int.TryParse(Size?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null
        );
        return drawn.IsDone ? this.Next(Links.Casework.Sample(drawn.Value), "The sample is drawn") : this.PageWithErrors(drawn);
    }
}
