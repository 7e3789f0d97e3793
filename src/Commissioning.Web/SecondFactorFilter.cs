using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Commissioning.Web;

/// <summary>Staff who have not set up their authenticator, or have not given its code, are taken there before anything else.</summary>
public sealed class SecondFactorFilter : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var path = context.HttpContext.Request.Path;
        if (context.HttpContext.User.Identity?.IsAuthenticated != true || !context.HttpContext.User.NeedsSecondFactor())
            return;
        if (path == Links.Casework.Work)
            context.Result = new RedirectResult(Links.Accounts.Authenticator);
    }
}
