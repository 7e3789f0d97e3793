using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Commissioning.Web;

/// <summary>Redirects staff who have not set up their authenticator, or not entered its code, before any other page.</summary>
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
