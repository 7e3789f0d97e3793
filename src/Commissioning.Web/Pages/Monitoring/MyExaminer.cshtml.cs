using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>The holder of a large grant sends what somebody from outside says about the figures of its certificate.</summary>
[Requires(Permission.WriteApplications)]
[EnableRateLimiting(RateLimits.Upload)]
public sealed class MyExaminerModel(Db db, GiveExaminerStatement give) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public ExaminerCapacity? Capacity { get; set; }

    [BindProperty]
    public string? Examiner { get; set; }

    [BindProperty]
    public string? ExaminerBody { get; set; }

    [BindProperty]
    public string? ExaminerNumber { get; set; }

    [BindProperty]
    public DateParts ExaminedOn { get; set; } = new();

    [BindProperty]
    public IFormFile? Statement { get; set; }
    public UseCertificates.CertificatePage View { get; private set; } = null!;

    public static IReadOnlyList<Choice> Capacities { get; } =
        Enum.GetValues<ExaminerCapacity>().Select(one => new Choice(one.ToString(), UseCertificateRules.Name(one))).ToList();

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        Code = View.Now?.Code;
        return View.Row.IsExamined ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var statement = await this.ReadUploadAsync(Statement, nameof(Statement));
        if (!ExaminedOn.IsBlank && ExaminedOn.WhyNotADate("the day of the statement") is { } wrong)
            this.AddError(nameof(ExaminedOn), wrong);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await give.RunAsync(
            User.Actor(),
            Id,
            new(Examiner, ExaminerBody, ExaminerNumber, Capacity, ExaminedOn.ToDate(), Code, statement)
        );
        if (outcome.IsDone)
            return this.Next(
                Links.Monitoring.MyUseCertificate(Id),
                "We have the statement. Now someone who may sign can sign the certificate."
            );
        ModelState.Remove(nameof(Code));
        Code = View.Now?.Code;
        return this.PageWithErrors(outcome);
    }

    private async Task LoadAsync() => View = await db.ReadAsync(work => UseCertificates.MineAsync(work, User.Actor(), Id));
}
