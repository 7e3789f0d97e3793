using Commissioning.Domain.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Commissioning.Web;

/// <summary>The permission a page needs. A page carries this or [AllowAnonymous]; a test reads all pages and fails on one without.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : AuthorizeAttribute(PolicyOf(permission))
{
    public Permission Permission => permission;

    public static string PolicyOf(Permission permission) => $"Permission.{permission}";
}
