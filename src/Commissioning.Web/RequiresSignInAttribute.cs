using Microsoft.AspNetCore.Authorization;

namespace Commissioning.Web;

/// <summary>A page for any signed-in person, whatever the role: their own account and worklist.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresSignInAttribute : AuthorizeAttribute;
