using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>The certificate of how a grant was used, signed on paper. An officer sends it here where the application came on
/// paper.</summary>
[Requires(Permission.WriteApplications)]
[EnableRateLimiting(RateLimits.Upload)]
public sealed class MyUsePaperModel(Db db, SignUseCertificate sign) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<string?> Explanations { get; set; } = [];

    [BindProperty]
    public IFormFile? Paper { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? SignName { get; set; }

    [BindProperty]
    public string? SignRole { get; set; }

    [BindProperty]
    public DateParts SignedOn { get; set; } = new();

    [BindProperty]
    public bool Agreed { get; set; }
    public UseCertificates.CertificatePage View { get; private set; } = null!;
    public Refusal? WhyNot =>
        View.WhyNotOpen
        ?? View.WhyCannotSign(User.Actor())
        ?? (View.IsExamined ? null : new("Send us the statement of your independent examiner or auditor first"));

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Explanations = View.Differences.Select(one => one.Said).ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        while (Explanations.Count < View.Differences.Count)
            Explanations.Add(null);
        var paper = await this.ReadUploadAsync(Paper, nameof(Paper));
        if (!SignedOn.IsBlank && SignedOn.WhyNotADate("the day on which it was signed") is { } wrong)
            this.AddError(nameof(SignedOn), wrong);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await sign.UploadAsync(
            User.Actor(),
            Id,
            new(SignName, SignRole, Agreed, Code, Explanations),
            SignedOn.ToDate(),
            paper
        );
        return outcome.IsDone
            ? this.Next(Links.Monitoring.MyUseCertificate(Id), "Thank you. We have the signed certificate and will check it.")
            : this.PageWithErrors(outcome);
    }

    private async Task LoadAsync() => View = await db.ReadAsync(work => UseCertificates.MineAsync(work, User.Actor(), Id));
}
