import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'
import { shopRoutes } from './storefront/routes.ts'

export default [
  route('login', 'ui/pages/login.tsx'),
  route('logout', 'ui/pages/logout.ts'),
  route('shop', 'storefront/layout.tsx', shopRoutes),
  layout('ui/pages/frame.tsx', [
    index('office/overview.tsx'),
    route('contacts', 'office/contacts.tsx'),
    route('contacts/:id', 'office/contact.tsx'),
    route('contacts/:id/volumes/:period', 'office/explanation.tsx'),
    route('contacts/:id/leave', 'office/leave.tsx'),
    route('orders/:id', 'office/order.tsx'),
    route('structure', 'office/structure.tsx'),
    route('structure/data', 'office/structure-data.ts'),
    route('settings', 'office/settings.tsx'),
    route('settings/names', 'office/names.tsx'),
    route('api/docs', 'office/api-docs.tsx'),
    route('desk', 'desk/month.tsx'),
    route('desk/customers', 'desk/customers.tsx'),
    route('desk/team', 'desk/team.tsx'),
    route('desk/volumes/:period', 'desk/explanation.tsx'),
    route('desk/orders/:id', 'desk/order.tsx'),
    route('desk/tree', 'desk/structure.tsx'),
    route('desk/tree/data', 'desk/structure-data.ts'),
    route('desk/page', 'desk/my-page.tsx'),
    route('*', 'ui/pages/nowhere.ts'),
  ]),
] satisfies RouteConfig
