using Commissioning.Features.DueDiligence;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.DueDiligence;

/// <summary>Open to the public, with or without an account.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class RaiseConcernModel(RaiseConcern raise) : PageModel
{
    [BindProperty]
    public ConcernForm Form { get; set; } = new();
    public int? Number { get; private set; }

    public static readonly IReadOnlyList<Choice> Kinds =
    [
        new(nameof(ConcernKind.Safeguarding), "Someone may be at risk"),
        new(nameof(ConcernKind.Fraud), "Money may be misused"),
        new(nameof(ConcernKind.Conduct), "How people behave"),
    ];

    public sealed class ConcernForm
    {
        public ConcernKind? Kind { get; set; }
        public string? About { get; set; }
        public string? Reference { get; set; }
        public string? What { get; set; }
        public string? From { get; set; }
    }

    public void OnGet() => Number = TempData["Concern"] as int?;

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await raise.RunAsync(Form.Kind, Form.About, Form.What, Form.From, Form.Reference);
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        TempData["Concern"] = outcome.Value;
        return this.Next(Links.DueDiligence.RaiseConcern);
    }
}
