-- What a merchant would set in the back office. Where a fee exists is chosen here; when it is shown is EverShop's own.
INSERT INTO setting (name, value, is_json) VALUES
  ('priceIncludingTax', '0', false),
  ('codPaymentStatus', '1', false),
  ('codDisplayName', 'Cash on Delivery', false)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, is_json = excluded.is_json;

DELETE FROM shipping_zone;
INSERT INTO shipping_zone (name) VALUES ('United States');
INSERT INTO shipping_zone_country (zone_id, country) SELECT shipping_zone_id, 'US' FROM shipping_zone;
INSERT INTO shipping_zone_provider (zone_id, provider_code) SELECT shipping_zone_id, 'core' FROM shipping_zone;

DELETE FROM core_shipping_method;
INSERT INTO core_shipping_method (name, sort_order) VALUES ('Standard delivery', 1), ('Express delivery', 2);
INSERT INTO core_shipping_method_rate (method_id, zone_id, cost)
SELECT core_shipping_method_id, shipping_zone_id, CASE name WHEN 'Standard delivery' THEN 7.50 ELSE 18.00 END
FROM core_shipping_method CROSS JOIN (SELECT shipping_zone_id FROM shipping_zone) AS zone;

UPDATE tax_rate SET name = 'Sales tax', country = 'US', rate = 8.25 WHERE tax_class_id = 1;
UPDATE product SET tax_class = 1;

UPDATE blog_post SET thumbnail = '/assets/demo/banner.jpg' WHERE thumbnail LIKE 'http%';
UPDATE cms_page_description
SET content = regexp_replace(content::text, 'https?://[^"]+\.jpg', '/assets/demo/banner.jpg', 'g')
WHERE content::text LIKE '%.jpg%';

-- A menu that leads to the goods, and EverShop's own footer as the page builder puts it down: its links go nowhere.
WITH made AS (
  INSERT INTO widget_instance (name, type, status, settings) VALUES
    ('Main menu', 'basic_menu', true, '{"isMain": true, "menus": [
      {"uuid": "accessories", "name": "Accessories", "url": "/accessories", "type": "custom", "children": []},
      {"uuid": "about-us", "name": "About us", "url": "/about-us", "type": "custom", "children": []}]}'),
    ('Footer menu', 'footer_menu', true, '{"columns": [
      {"id": "col-1", "title": "Shop", "links": [
        {"id": "lnk-1-1", "label": "New arrivals", "url": "/"}, {"id": "lnk-1-2", "label": "Coffee", "url": "/"},
        {"id": "lnk-1-3", "label": "Tea", "url": "/"}, {"id": "lnk-1-4", "label": "Equipment", "url": "/"}]},
      {"id": "col-2", "title": "Learn", "links": [
        {"id": "lnk-2-1", "label": "Brew guides", "url": "/"}, {"id": "lnk-2-2", "label": "Our sourcing", "url": "/"},
        {"id": "lnk-2-3", "label": "The journal", "url": "/"}]},
      {"id": "col-3", "title": "Care", "links": [
        {"id": "lnk-3-1", "label": "Shipping & returns", "url": "/"},
        {"id": "lnk-3-2", "label": "Track an order", "url": "/"},
        {"id": "lnk-3-3", "label": "Contact us", "url": "/"}]}]}')
  RETURNING widget_instance_id, type
)
INSERT INTO widget_placement (widget_instance_id, route, area)
SELECT widget_instance_id, 'all', CASE type WHEN 'basic_menu' THEN 'headerMiddleLeft' ELSE 'footerTop' END FROM made;

-- The seed writes its page past the service that gives it an address; this is the statement of EverShop's migration.
INSERT INTO url_rewrite (entity_type, entity_uuid, request_path, target_path)
SELECT 'cms_page', p.uuid, '/' || d.url_key, '/page/' || d.url_key
FROM cms_page p JOIN cms_page_description d ON d.cms_page_description_cms_page_id = p.cms_page_id
ON CONFLICT (entity_uuid) DO NOTHING;
