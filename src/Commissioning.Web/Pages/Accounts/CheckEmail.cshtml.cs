using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

[AllowAnonymous]
public sealed class CheckEmailModel : PageModel;
